package dev.seedgate.cli.topics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seedgate.protocol.Topic;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record as it lies on a topic. It is looked at as JSON and not as a message, so that what a newer service wrote, or anybody else, is
 * shown as well.
 *
 * @param name of the topic, with the installation's prefix
 * @param at when it was written: the broker's time for what the ledger reads, the ledger's for what it writes
 * @param value text where it is no JSON, null where there is none
 */
public record TopicRecord(
        Topic topic,
        String name,
        int partition,
        long offset,
        Instant at,
        @Nullable String key,
        JsonNode value) {

    /** What it says: the journal's word, else the message's kind, else what every record of the topic is. */
    public String event() {
        String word = value.path("event").asText(value.path("type").asText(""));
        return word.isEmpty() ? topic.baseName().replaceFirst("s$", "").replaceFirst(".*[.]", "") : word;
    }

    /** Empty where it belongs to none. */
    public String cluster() {
        String own = value.path("cluster").asText("");
        return own.isEmpty() ? value.path("request").path("cluster").asText("") : own;
    }

    /** Empty where it is about none. */
    public String token() {
        return value.path("token").asText("");
    }

    /** A request's id; empty where it is about none. */
    public String request() {
        JsonNode request = value.path("request");
        if (request.isObject()) {
            return request.path("id").asText("");
        }
        return topic == Topic.SEED_REQUESTS ? value.path("id").asText("") : request.asText("");
    }

    /** All of it, for programs. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("topic", name).put("partition", partition).put("offset", offset);
        json.put("at", at.toString()).put("key", key);
        json.set("value", value);
        return json;
    }
}
