package dev.seedgate.cli.seeds;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seedgate.catalog.SeedDefinition;
import dev.seedgate.cli.text.Words;
import java.util.Locale;

/** What a definition comes to, defaults filled in, as JSON. */
final class DefinitionJson {
    private DefinitionJson() {}

    static ObjectNode of(SeedDefinition seed) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", seed.name())
                .put("version", seed.definitionVersion())
                .put("description", seed.description())
                .put("connections", seed.needs().connections())
                .put("maxConnections", seed.needs().maxConnections())
                .put("timeout", Words.shortDuration(seed.timeout()))
                .put("concurrencyKey", seed.concurrencyKey())
                .put("skipUnchanged", seed.skipUnchanged());
        ArrayNode labels = json.putArray("labels");
        seed.needs().labels().forEach(labels::add);
        ObjectNode parameters = json.putObject("parameters");
        seed.parameters()
                .forEach((name, parameter) -> parameters
                        .putObject(name)
                        .put("type", parameter.type().name().toLowerCase(Locale.ROOT))
                        .put("default", parameter.defaultValue().orElse(null))
                        .put("required", parameter.required())
                        .put("description", parameter.description()));
        return json.put("steps", seed.steps().size());
    }
}
