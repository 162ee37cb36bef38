package dev.seedgate.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seedgate.protocol.MessageRecords.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON schemas that follow from the records: types, fields, what must be there. Bounds are not to be had from them. */
final class RecordSchemas {
    private static final JsonMapper JSON = new JsonMapper();

    private static final Map<Class<?>, ObjectNode> SCALARS = Map.of(
            String.class, scalar("string", ""),
            int.class, scalar("integer", "int32"),
            Integer.class, scalar("integer", "int32"),
            long.class, scalar("integer", "int64"),
            Long.class, scalar("integer", "int64"),
            boolean.class, scalar("boolean", ""),
            Boolean.class, scalar("boolean", ""),
            Instant.class, scalar("string", "date-time"),
            Duration.class, scalar("string", "duration"));

    private RecordSchemas() {}

    static ObjectNode of(Class<?> type) {
        if (type.isSealed()) {
            ObjectNode schema = JSON.createObjectNode();
            ArrayNode oneOf = schema.putArray("oneOf");
            MessageRecords.variants(type).map(AsyncApi::reference).forEach(oneOf::add);
            return schema;
        }
        ObjectNode schema = JSON.createObjectNode().put("type", "object");
        ArrayNode required = schema.putArray("required");
        ObjectNode properties = schema.putObject("properties");
        kind(type).ifPresent(kind -> {
            required.add("type");
            properties.putObject("type").put("const", kind);
        });
        for (Field field : MessageRecords.fields(type)) {
            properties.set(field.name(), property(field));
            if (!field.optional()) {
                required.add(field.name());
            }
        }
        return schema;
    }

    private static JsonNode property(Field field) {
        Class<?> type = field.component().getType();
        List<Class<?>> arguments = field.arguments().toList();
        if (SCALARS.containsKey(type)) {
            return scalarOf(type);
        }
        if (type == List.class) {
            ObjectNode list = JSON.createObjectNode().put("type", "array");
            return list.set("items", item(arguments.getFirst()));
        }
        if (type == Map.class) {
            ObjectNode map = JSON.createObjectNode().put("type", "object");
            return map.set("additionalProperties", scalarOf(arguments.getLast()));
        }
        if (type.isEnum()) {
            ObjectNode schema = scalarOf(String.class);
            return schema.set("enum", JSON.valueToTree(type.getEnumConstants()));
        }
        return AsyncApi.reference(type);
    }

    private static ObjectNode item(Class<?> type) {
        return SCALARS.containsKey(type) ? scalarOf(type) : AsyncApi.reference(type);
    }

    private static ObjectNode scalarOf(Class<?> type) {
        ObjectNode scalar = SCALARS.get(type);
        if (scalar == null) {
            throw new IllegalArgumentException("no schema is known for " + type);
        }
        return scalar.deepCopy();
    }

    /** What tells a record from the others of its sealed type. */
    private static Optional<String> kind(Class<?> type) {
        return Arrays.stream(type.getInterfaces())
                .map(family -> Optional.ofNullable(family.getAnnotation(JsonSubTypes.class)))
                .flatMap(Optional::stream)
                .flatMap(subTypes -> Arrays.stream(subTypes.value()))
                .filter(subType -> subType.value() == type)
                .map(JsonSubTypes.Type::name)
                .findFirst();
    }

    private static ObjectNode scalar(String type, String format) {
        ObjectNode scalar = JSON.createObjectNode().put("type", type);
        return format.isEmpty() ? scalar : scalar.put("format", format);
    }
}
