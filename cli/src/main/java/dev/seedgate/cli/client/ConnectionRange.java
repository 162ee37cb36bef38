package dev.seedgate.cli.client;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * How many connections a seed needs.
 *
 * @param min it cannot do without
 * @param max it can use while nobody else needs them; null for no more
 */
public record ConnectionRange(int min, @Nullable Integer max) {
    /** Just so many. */
    public static ConnectionRange exactly(int connections) {
        return new ConnectionRange(connections, null);
    }

    /** As somebody wrote it: a number, or {@code {min, max}}. */
    @JsonCreator
    static ConnectionRange of(JsonNode json) {
        if (json.isInt()) {
            return exactly(json.intValue());
        }
        JsonNode min = json.path("min");
        JsonNode max = json.path("max");
        if (!min.isInt() || !(max.isInt() || max.isMissingNode())) {
            throw new IllegalArgumentException("connections must be a whole number, or {min: 2, max: 8}, got: " + json);
        }
        return new ConnectionRange(min.intValue(), max.isInt() ? Integer.valueOf(max.intValue()) : null);
    }

    private record Bounds(int min, int max) {}

    /** As the service reads it. */
    @JsonValue
    Object json() {
        return max == null ? Integer.valueOf(min) : new Bounds(min, max);
    }

    @Override
    public String toString() {
        return max == null || max == min ? Integer.toString(min) : min + " to " + max;
    }
}
