package dev.seedgate.admission.intake;

import static dev.seedgate.admission.intake.RefusedException.Reason.INVALID_FIELD;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seedgate.catalog.Parameter;
import dev.seedgate.catalog.SeedDefinition;
import dev.seedgate.catalog.Suggestion;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks a posted seed's parameters against its definition and turns them into the text in which they travel. */
final class SeedParameters {
    /** Of all names and values together, so that a request always fits into one of the broker's records. */
    private static final int MAX_CHARACTERS = 64 * 1024;

    private SeedParameters() {}

    /**
     * Only what was posted: a default is the definition's at the time of the run.
     *
     * @param path of the seed in the JSON, empty or ending in a dot
     */
    static Map<String, String> checked(
            SeedDefinition definition, @Nullable Map<String, @Nullable JsonNode> posted, String path) {
        Map<String, String> values = new TreeMap<>();
        if (posted != null) {
            posted.forEach((name, value) -> values.put(name, value(definition, name, value, path)));
        }
        refuseMissing(definition, values, path);
        refuseTooMuch(values, path);
        return values;
    }

    private static String value(SeedDefinition definition, String name, @Nullable JsonNode json, String path) {
        String field = path + "parameters." + Excerpt.of(name);
        Parameter parameter = definition.parameters().get(name);
        if (parameter == null) {
            throw new RefusedException(INVALID_FIELD, field, unknown(definition, Excerpt.of(name)));
        }
        if (json == null || !(json.isTextual() || json.isIntegralNumber() || json.isBoolean())) {
            throw new RefusedException(
                    INVALID_FIELD, field, field + " must be " + parameter.type().meaning() + ", got: " + kind(json));
        }
        String value = json.asText();
        if (!parameter.type().accepts(value)) {
            throw new RefusedException(
                    INVALID_FIELD,
                    field,
                    field + " must be " + parameter.type().meaning() + ", got: '" + Excerpt.of(value) + "'");
        }
        return value;
    }

    private static String kind(@Nullable JsonNode json) {
        return json == null ? "null" : json.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static String unknown(SeedDefinition definition, String name) {
        return definition.parameters().isEmpty()
                ? "seed " + definition.name() + " has no parameters, got: '" + name + "'"
                : "seed " + definition.name() + " has no parameter '" + name + "'"
                        + Suggestion.forWord(name, definition.parameters().keySet());
    }

    private static void refuseMissing(SeedDefinition definition, Map<String, String> values, String path) {
        definition.parameters().forEach((name, parameter) -> {
            if (parameter.required() && !values.containsKey(name)) {
                String field = path + "parameters." + name;
                throw new RefusedException(
                        INVALID_FIELD,
                        field,
                        field + " is missing: seed " + definition.name() + " has no default for it");
            }
        });
    }

    private static void refuseTooMuch(Map<String, String> values, String path) {
        int characters = values.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
        if (characters > MAX_CHARACTERS) {
            String field = path + "parameters";
            throw new RefusedException(
                    INVALID_FIELD,
                    field,
                    field + " must be at most " + MAX_CHARACTERS + " characters together, got: " + characters);
        }
    }
}
