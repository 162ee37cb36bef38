package dev.seedgate.telemetry;

import dev.seedgate.protocol.Traceparent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenTelemetry's context as the messages carry it. */
public final class TraceContext {
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private TraceContext() {}

    /** Where this thread's work belongs; null where nobody traces it. */
    public static @Nullable String current() {
        return traceparent(Context.current());
    }

    /** The id of the trace that this thread's work belongs to; null where nobody traces it. */
    public static @Nullable String currentTraceId() {
        SpanContext here = Span.current().getSpanContext();
        return here.isValid() ? here.getTraceId() : null;
    }

    /** A context as a {@code traceparent}; null where it is in no trace. */
    static @Nullable String traceparent(Context context) {
        Map<String, String> carrier = new HashMap<>();
        W3C.inject(context, carrier, (into, name, value) -> {
            if (into != null) {
                into.put(name, value);
            }
        });
        return carrier.get(Traceparent.HEADER);
    }

    /** The context that work within a {@code traceparent} begins in. */
    static Context parent(String traceparent) {
        return W3C.extract(Context.root(), traceparent, Header.ONLY);
    }

    /** A carrier that has that one header. */
    private enum Header implements TextMapGetter<String> {
        ONLY;

        @Override
        public Iterable<String> keys(String carrier) {
            return List.of(Traceparent.HEADER);
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
            return key.equals(Traceparent.HEADER) ? carrier : null;
        }
    }
}
