package dev.seedgate.protocol;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a piece of work belongs in a trace, as W3C's Trace Context writes it: {@code 00-<trace id>-<parent id>-<flags>}. A request
 * carries it from its POST to its end, and every record about the request bears it in a header of this name.
 */
public final class Traceparent {
    /** The name of the header, of HTTP and of Kafka. */
    public static final String HEADER = "traceparent";

    private static final Pattern FORM = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int TRACE_ID = 3;
    private static final int TRACE_ID_END = TRACE_ID + 32;

    private Traceparent() {}

    /** Checks one, where there is one. */
    static @Nullable String optional(String field, @Nullable String value) {
        if (value != null && !FORM.matcher(value).matches()) {
            throw new InvalidMessageException(
                    field, "must be 00-<trace id>-<parent id>-<flags> in lower-case hex digits, got: '" + value + "'");
        }
        return value;
    }

    /** The id of its trace, 32 hex digits; null for null. */
    public static @Nullable String traceId(@Nullable String traceparent) {
        return traceparent == null ? null : traceparent.substring(TRACE_ID, TRACE_ID_END);
    }
}
