package dev.seedgate.telemetry;

import dev.seedgate.protocol.SeedRequest;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a thread's work as a span of a trace, from its beginning until it is closed. What is not said to be {@link #done} by then
 * has failed. Where nobody has set OpenTelemetry up, as in tests of single classes, it does nothing. Used by one thread.
 */
public final class TracedWork implements AutoCloseable {
    private static final String SCOPE = "dev.seedgate";

    private final Span span;
    private final Scope scope;
    private String failure = "";
    private boolean done;

    @SuppressWarnings("MustBeClosedChecker") // it is, with this
    private TracedWork(SpanBuilder builder) {
        this.span = builder.startSpan();
        this.scope = span.makeCurrent();
    }

    /** Begins a part of what this thread does; in a trace of its own where it does nothing that is traced. */
    public static TracedWork begin(String name) {
        return new TracedWork(builder(name));
    }

    /** The same for what hands something over to another process. */
    public static TracedWork beginSending(String name) {
        return new TracedWork(builder(name).setSpanKind(SpanKind.PRODUCER));
    }

    /** Begins what another process has handed over: in the trace of the request's POST, whatever this thread did before. */
    public static TracedWork beginOn(SeedRequest request, String name) {
        return new TracedWork(builder(request, name).setSpanKind(SpanKind.CONSUMER));
    }

    /** Tells of a part of a request's life that is over and was nobody's work; nothing where its POST was not traced. */
    public static void tell(SeedRequest request, String name, String token, Instant from, Instant to) {
        if (request.traceparent() != null) {
            builder(request, name)
                    .setAttribute(TraceAttributes.TOKEN, token)
                    .setStartTimestamp(from)
                    .startSpan()
                    .end(to.isBefore(from) ? from : to);
        }
    }

    private static SpanBuilder builder(SeedRequest request, String name) {
        SpanBuilder builder = builder(name)
                .setAttribute(TraceAttributes.CLUSTER, request.cluster())
                .setAttribute(TraceAttributes.DATABASE, request.database())
                .setAttribute(TraceAttributes.REQUEST, request.id())
                .setAttribute(TraceAttributes.SEED, request.seed());
        String traceparent = request.traceparent();
        return traceparent == null ? builder.setNoParent() : builder.setParent(TraceContext.parent(traceparent));
    }

    /** The tracer is looked up each time: the library keeps it, and one that was kept here would be that of an earlier start. */
    private static SpanBuilder builder(String name) {
        return GlobalOpenTelemetry.getTracer(SCOPE).spanBuilder(name);
    }

    /** Says more of it. */
    public <T> void set(AttributeKey<T> attribute, T value) {
        var unused = span.setAttribute(attribute, value);
    }

    /** It came to its end as it should. */
    public void done() {
        done = true;
    }

    /** It did not, and why. */
    public void failed(String why) {
        failure = why;
    }

    /** What another process needs to go on within it; null where nothing is traced. */
    public @Nullable String traceparent() {
        return TraceContext.traceparent(span.storeInContext(Context.root()));
    }

    @Override
    public void close() {
        if (!done) {
            var unused = span.setStatus(StatusCode.ERROR, failure);
        }
        scope.close();
        span.end();
    }
}
