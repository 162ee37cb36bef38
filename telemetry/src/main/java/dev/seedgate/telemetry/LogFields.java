package dev.seedgate.telemetry;

import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.Traceparent;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * What a thread works on, as fields of every line that it logs until this is closed. To be opened in a try-with-resources where a
 * thread takes work on; one that is left open would tell of a request in the lines of the next. Threads that are started meanwhile
 * have the same fields. Used by one thread.
 */
public final class LogFields implements AutoCloseable {
    public static final String CLUSTER = "cluster";
    public static final String DATABASE = "database";
    /** A request's id. */
    public static final String REQUEST = "request";
    /** A token's id. */
    public static final String TOKEN = "token";
    /** The id of the trace that the request's POST began or belongs to; named as OpenTelemetry names it. */
    public static final String TRACE = "traceId";

    private final Map<String, @Nullable Object> before = new HashMap<>();

    /** It works on a whole cluster, or on something of it. */
    public void cluster(String name) {
        put(CLUSTER, name);
    }

    /** It works on a request. */
    public void request(SeedRequest request) {
        cluster(request.cluster());
        put(DATABASE, request.database());
        request(request.id());
        String traceId = Traceparent.traceId(request.traceparent());
        if (traceId != null) {
            put(TRACE, traceId);
        }
    }

    /** It works on a request of which no more is known. */
    public void request(String id) {
        put(REQUEST, id);
    }

    /** It works under a token. */
    public void grant(Grant grant) {
        request(grant.request());
        token(grant.token());
    }

    /** It works on a token of which no more is known. */
    public void token(String id) {
        put(TOKEN, id);
    }

    private void put(String field, String value) {
        Object replaced = MDC.put(field, value);
        if (!before.containsKey(field)) {
            before.put(field, replaced);
        }
    }

    /** The thread's lines have the fields again that they had before. */
    @Override
    public void close() {
        before.forEach((field, value) -> {
            if (value == null) {
                MDC.remove(field);
            } else {
                MDC.put(field, value);
            }
        });
        before.clear();
    }
}
