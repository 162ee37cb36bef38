package dev.seedgate.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.seedgate.protocol.Samples.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the bounds in {@code docs/asyncapi.yaml} against what the records accept, in both directions: in every field of every
 * message, each probing value is refused if and only if the document forbids it.
 */
class AsyncApiBoundsTest {
    private static final AsyncApi API = AsyncApi.load();
    private static final JsonMapper JSON = new JsonMapper();
    private static final int VERY_LONG = 1_000;

    static Stream<Sample> samples() {
        return Samples.all();
    }

    /** A value to be put into a message. */
    private record Probe(JsonPointer at, JsonNode value, boolean allowed) {}

    @ParameterizedTest
    @MethodSource("samples")
    void areWhatTheRecordsAccept(Sample sample) throws IOException {
        JsonNode json = JSON.readTree(Json.write(sample.message()));
        List<Probe> probes = new ArrayList<>();
        JsonNode schema = API.schema(sample.message().getClass().getSimpleName());
        probe(json, schema, JsonPointer.empty(), probes);

        assertThat(probes).isNotEmpty();
        for (Probe probe : probes) {
            JsonNode probed = json.deepCopy();
            put(probe, probed.at(probe.at().head()));
            byte[] bytes = JSON.writeValueAsBytes(probed);
            if (probe.allowed()) {
                assertThat(Json.read(bytes, sample.type())).as(probe.toString()).isNotNull();
            } else {
                assertThatThrownBy(() -> Json.read(bytes, sample.type()))
                        .as(probe.toString())
                        .isInstanceOf(InvalidMessageException.class);
            }
        }
    }

    private static void put(Probe probe, JsonNode parent) {
        if (parent instanceof ArrayNode array) {
            array.set(probe.at().last().getMatchingIndex(), probe.value());
        } else {
            ((ObjectNode) parent).set(probe.at().last().getMatchingProperty(), probe.value());
        }
    }

    private static void probe(JsonNode json, JsonNode schema, JsonPointer at, List<Probe> probes) {
        JsonNode resolved = API.resolved(schema);
        if (resolved.has("properties")) {
            json.properties()
                    .forEach(field -> probe(
                            field.getValue(),
                            resolved.path("properties").path(field.getKey()),
                            at.appendProperty(field.getKey()),
                            probes));
        } else if (resolved.has("oneOf")) {
            resolved.path("oneOf").forEach(variant -> {
                String kind = API.resolved(variant).at("/properties/type/const").asText();
                if (kind.equals(json.path("type").asText())) {
                    probe(json, variant, at, probes);
                }
            });
        } else if (json instanceof ArrayNode array) {
            probes.add(new Probe(at, JSON.createArrayNode(), !resolved.has("minItems")));
            for (int index = 0; index < array.size(); index++) {
                probe(array.get(index), resolved.path("items"), at.appendIndex(index), probes);
            }
        } else if ("integer".equals(resolved.path("type").asText())) {
            probeNumber(resolved, at, probes);
        } else if ("string".equals(resolved.path("type").asText()) && !resolved.has("format")) {
            probeText(resolved, at, probes);
        }
    }

    private static void probeNumber(JsonNode schema, JsonPointer at, List<Probe> probes) {
        boolean isLong = "int64".equals(schema.path("format").asText());
        long min = schema.path("minimum").asLong(isLong ? Long.MIN_VALUE : Integer.MIN_VALUE);
        long max = schema.path("maximum").asLong(isLong ? Long.MAX_VALUE : Integer.MAX_VALUE);
        probes.add(new Probe(at, LongNode.valueOf(min), true));
        probes.add(new Probe(at, LongNode.valueOf(max), true));
        if (schema.has("minimum")) {
            probes.add(new Probe(at, LongNode.valueOf(min - 1), false));
        }
        if (schema.has("maximum")) {
            probes.add(new Probe(at, LongNode.valueOf(max + 1), false));
        }
        probes.add(new Probe(at, IntNode.valueOf(1), min <= 1 && 1 <= max));
    }

    private static void probeText(JsonNode schema, JsonPointer at, List<Probe> probes) {
        int max = schema.path("maxLength").asInt(VERY_LONG);
        Pattern pattern = Pattern.compile(schema.path("pattern").asText(""));
        for (String text : List.of("", " ", "\t", "A", "a b", "a--b", "-", "ä", "a".repeat(max), "a".repeat(max + 1))) {
            boolean fits = !schema.has("maxLength") || text.length() <= max;
            boolean allowed = fits
                    && pattern.matcher(text).find()
                    && (!schema.has("enum")
                            || schema.path("enum")
                                    .valueStream()
                                    .anyMatch(each -> each.asText().equals(text)));
            probes.add(new Probe(at, TextNode.valueOf(text), allowed));
        }
    }
}
