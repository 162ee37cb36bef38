package dev.seedgate.telemetry;

import dev.seedgate.protocol.Traceparent;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The header by which a record says where it belongs in a trace, to tools that know nothing of our JSON. */
public final class TraceHeader {
    private TraceHeader() {}

    /** Adds it to a record's headers; nothing where nobody traces it. */
    public static void add(Headers headers, @Nullable String traceparent) {
        if (traceparent != null) {
            headers.add(Traceparent.HEADER, traceparent.getBytes(StandardCharsets.UTF_8));
        }
    }
}
