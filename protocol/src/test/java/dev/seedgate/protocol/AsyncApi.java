package dev.seedgate.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** {@code docs/asyncapi.yaml}, for reading. */
final class AsyncApi {
    private static final Path FILE = Path.of(System.getProperty("basedir", ".")).resolve("../docs/asyncapi.yaml");
    private static final String SCHEMAS = "#/components/schemas/";

    private final JsonNode document;

    private AsyncApi(JsonNode document) {
        this.document = document;
    }

    static AsyncApi load() {
        LoadSettings settings =
                LoadSettings.builder().setAllowDuplicateKeys(false).build();
        try {
            Object yaml = new Load(settings).loadFromString(Files.readString(FILE));
            return new AsyncApi(new JsonMapper().valueToTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The channel with this address; missing where there is none. */
    JsonNode channel(String address) {
        for (JsonNode channel : document.at("/channels")) {
            if (address.equals(channel.path("address").textValue())) {
                return channel;
            }
        }
        return document.path("no such channel");
    }

    JsonNode at(String pointer) {
        return document.at(pointer);
    }

    JsonNode schema(String name) {
        return document.at("/components/schemas/" + name);
    }

    /** What a {@code $ref} points to, and anything else as it is. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
    }

    /** The name of the schema that a node refers to, empty where it refers to none. */
    static String schemaName(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.startsWith(SCHEMAS) ? reference.substring(SCHEMAS.length()) : "";
    }

    static ObjectNode reference(Class<?> type) {
        return new JsonMapper().createObjectNode().put("$ref", SCHEMAS + type.getSimpleName());
    }

    /** Every {@code $ref} of the document. */
    Set<String> references() {
        Set<String> references = new TreeSet<>();
        document.findValues("$ref").forEach(reference -> references.add(reference.textValue()));
        return references;
    }
}
