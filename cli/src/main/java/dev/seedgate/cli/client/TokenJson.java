package dev.seedgate.cli.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of those who hold tokens, written and read piece by piece: binding it by reflection takes a quarter of a second of processor in a
 * process that has just begun, and {@code seedctl exec} is to begin at once (docs/PERFORMANCE.md).
 */
final class TokenJson {
    private static final JsonFactory JSON = new JsonFactory();

    private TokenJson() {}

    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] of(TokenOrder order) {
        return object(json -> {
            json.writeStringField("database", order.database());
            connections(order.connections(), json);
            json.writeStringField("holder", order.holder());
            json.writeStringField("purpose", order.purpose());
            Integer priority = order.priority();
            if (priority != null) {
                json.writeNumberField("priority", priority);
            }
            text("tenant", order.tenant(), json);
            text("concurrencyKey", order.concurrencyKey(), json);
            text("timeout", order.timeout(), json);
            json.writeStringField("waitFor", order.waitFor());
            Boolean keepPlace = order.keepPlace();
            if (keepPlace != null) {
                json.writeBooleanField("keepPlace", keepPlace);
            }
        });
    }

    static byte[] of(TokenSize size) {
        return object(json -> {
            json.writeNumberField("connections", size.connections());
            json.writeNumberField("sizing", size.sizing());
        });
    }

    private static void connections(ConnectionRange range, JsonGenerator json) throws IOException {
        Integer max = range.max();
        if (max == null) {
            json.writeNumberField("connections", range.min());
        } else {
            json.writeObjectFieldStart("connections");
            json.writeNumberField("min", range.min());
            json.writeNumberField("max", max);
            json.writeEndObject();
        }
    }

    private static void text(String field, @Nullable String value, JsonGenerator json) throws IOException {
        if (value != null) {
            json.writeStringField(field, value);
        }
    }

    private static byte[] object(Fields fields) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return bytes.toByteArray();
    }

    /**
     * A token that was granted.
     *
     * @throws IOException when it is none; the message says why
     */
    static HeldToken heldToken(String answer) throws IOException {
        Map<String, String> fields = fields(answer);
        try {
            return new HeldToken(
                    required("token", fields),
                    Long.parseLong(required("fence", fields)),
                    required("cluster", fields),
                    Integer.parseInt(required("connections", fields)),
                    required("holderKey", fields),
                    duration("lease", fields),
                    duration("renewal", fields),
                    new HeldToken.Connection(
                            fields.get("connection.host"),
                            fields.get("connection.port"),
                            fields.get("connection.database"),
                            fields.get("connection.user"),
                            fields.get("connection.password"),
                            required("connection.applicationName", fields)));
        } catch (NumberFormatException e) {
            throw new IOException("no token: " + e.getMessage(), e);
        }
    }

    /**
     * What a renewal was answered.
     *
     * @throws IOException when it is none; the message says why
     */
    static LeaseView lease(String answer) throws IOException {
        Map<String, String> fields = fields(answer);
        try {
            return new LeaseView(
                    Integer.parseInt(fields.getOrDefault("keep", "0")),
                    Integer.parseInt(fields.getOrDefault("sizing", "0")));
        } catch (NumberFormatException e) {
            throw new IOException("no lease: " + e.getMessage(), e);
        }
    }

    private static Duration duration(String field, Map<String, String> fields) throws IOException {
        String text = required(field, fields);
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IOException(field + " must be a duration such as PT15S, got: '" + text + "'", e);
        }
    }

    private static String required(String field, Map<String, String> fields) throws IOException {
        String value = fields.get(field);
        if (value == null) {
            throw new IOException("it has no field " + field);
        }
        return value;
    }

    /** All that are no objects and not null, by their paths, such as {@code connection.host}. */
    private static Map<String, String> fields(String answer) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(answer)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                    fields.put(
                            json.getParsingContext()
                                    .pathAsPointer()
                                    .toString()
                                    .substring(1)
                                    .replace('/', '.'),
                            json.getText());
                }
            }
        }
        return fields;
    }
}
