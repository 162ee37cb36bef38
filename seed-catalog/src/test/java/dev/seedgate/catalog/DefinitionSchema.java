package dev.seedgate.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The published schema, as places in a definition and what the schema says of each. */
final class DefinitionSchema {
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode root;
    private final Map<Place, JsonNode> properties = new LinkedHashMap<>();
    private final Map<Place, JsonNode> mappings = new LinkedHashMap<>();

    private DefinitionSchema(JsonNode root) {
        this.root = root;
        walk(new Place(List.of()), root);
    }

    static DefinitionSchema load() {
        try {
            return new DefinitionSchema(JSON.readTree(DefinitionTexts.schema()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Somewhere in a definition.
     *
     * @param steps keys, {@code []} for a list's element, {@code *} for a key of the author's choice
     */
    record Place(List<String> steps) {
        Place child(String step) {
            var longer = new ArrayList<>(steps);
            longer.add(step);
            return new Place(List.copyOf(longer));
        }

        /** The path as the reader's problems have it, in a definition made by {@link #holding}. */
        String path() {
            return toString().replace("[]", "[1]").replace("*", "any");
        }

        /**
         * As JSON, which is YAML: a definition with this value here.
         *
         * @param beside what else stands beside a key, by the key's place
         */
        String holding(Object value, Map<Place, Map<String, Object>> beside) {
            Object held = value;
            for (int i = steps.size() - 1; i >= 0; i--) {
                String step = steps.get(i);
                if (step.equals("[]")) {
                    held = List.of(held);
                } else {
                    var mapping = new LinkedHashMap<String, Object>(
                            beside.getOrDefault(new Place(steps.subList(0, i + 1)), Map.of()));
                    mapping.put(step.equals("*") ? "any" : step, held);
                    held = mapping;
                }
            }
            try {
                return JSON.writeValueAsString(held);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String toString() {
            return String.join(".", steps).replace(".[]", "[]");
        }
    }

    /** Every key with a name of its own, and what may stand behind it. */
    Map<Place, JsonNode> properties() {
        return properties;
    }

    /** Every mapping with keys of fixed names, the definition itself first. */
    Map<Place, JsonNode> mappings() {
        return mappings;
    }

    private void walk(Place place, JsonNode schema) {
        JsonNode node = resolved(schema);
        if (node.has("properties")) {
            mappings.put(place, node);
            node.get("properties").properties().forEach(property -> {
                properties.put(place.child(property.getKey()), resolved(property.getValue()));
                walk(place.child(property.getKey()), property.getValue());
            });
        }
        if (node.path("additionalProperties").isObject()) {
            walk(place.child("*"), node.get("additionalProperties"));
        }
        if (node.has("items")) {
            walk(place.child("[]"), node.get("items"));
        }
        for (String choice : List.of("oneOf", "anyOf")) {
            node.path(choice).forEach(each -> walk(place, each));
        }
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? root.at(schema.get("$ref").textValue().substring(1)) : schema;
    }
}
