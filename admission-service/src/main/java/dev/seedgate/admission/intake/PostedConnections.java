package dev.seedgate.admission.intake;

import static dev.seedgate.admission.intake.FieldChecks.between;
import static dev.seedgate.admission.intake.FieldChecks.refused;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seedgate.catalog.Needs;
import dev.seedgate.protocol.SeedRequest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How many connections a posted seed needs, and how many it can use. */
@Schema(description = "As few as it needs, as many as it can use while nobody else needs them")
public record PostedConnections(
        @Schema(minimum = "1", examples = "2") int min,

        @Schema(minimum = "1", examples = "8", description = "At least `min`") @Nullable Integer max) {
    private static final Set<String> KEYS = Set.of("min", "max");

    /**
     * A number, or {@code {min, max}}.
     *
     * @param posted null or JSON's null where the definition decides
     */
    static PostedConnections of(@Nullable JsonNode posted, Needs standard, String field) {
        if (posted == null || posted.isNull()) {
            return new PostedConnections(standard.connections(), standard.maxConnections());
        }
        if (!posted.isObject()) {
            return new PostedConnections(number(posted, field, 1), null);
        }
        Set<String> unknown = new TreeSet<>();
        posted.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw refused(
                    field + "." + unknown.iterator().next(), field + " has the fields min and max, got: " + unknown);
        }
        int min = number(posted.path("min"), field + ".min", 1);
        JsonNode max = posted.path("max");
        return new PostedConnections(
                min, max.isMissingNode() || max.isNull() ? null : Integer.valueOf(number(max, field + ".max", min)));
    }

    /** The same where nobody else could say how many. */
    static PostedConnections required(@Nullable JsonNode posted, String field) {
        if (posted == null || posted.isNull()) {
            throw refused(field, field + " is missing; how many does it open at most?");
        }
        return of(posted, new Needs(1, null, List.of()), field);
    }

    private static int number(JsonNode node, String field, int min) {
        if (node.isMissingNode() || node.isNull()) {
            throw refused(field, field + " is missing");
        }
        if (!node.isInt()) {
            throw refused(
                    field,
                    field + " must be a whole number, or {\"min\": 2, \"max\": 8}, got: "
                            + Excerpt.of(node.toString()));
        }
        return between(field, node.intValue(), min, min, SeedRequest.MAX_CONNECTIONS);
    }
}
