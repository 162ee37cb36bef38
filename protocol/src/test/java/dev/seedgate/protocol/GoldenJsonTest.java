package dev.seedgate.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seedgate.protocol.Samples.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the wire to one readable file per message. Processes of two versions speak to each other during every rolling update, and
 * compacted topics are read for years: a change here must be meant.
 */
class GoldenJsonTest {
    /** Refuses a field that is written twice. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final ObjectWriter READABLE = STRICT.writer(new DefaultPrettyPrinter()
            .withSeparators(Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Spacing.AFTER)
                    .withObjectEmptySeparator(""))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    static Stream<Sample> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isWrittenAsEver(Sample sample) throws IOException {
        String written = READABLE.writeValueAsString(STRICT.readTree(Json.write(sample.message()))) + "\n";

        assertThat(written)
                .as("if this change of the wire is meant, and old readers bear it, change golden/%s.json", sample)
                .isEqualTo(golden(sample));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isReadBackAsItWas(Sample sample) {
        Object read = Json.read(golden(sample).getBytes(StandardCharsets.UTF_8), sample.type());

        assertThat(read).isEqualTo(sample.message());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isReadAlthoughANewerProcessAddsFields(Sample sample) throws IOException {
        JsonNode json = STRICT.readTree(golden(sample));
        objects(json).forEach(object -> object.putObject("fromTheFuture").put("type", "unheard-of"));

        assertThat(read(json, sample)).isEqualTo(sample.message());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void needsEveryFieldThatIsNotOptionalAndNamesTheOneThatIsMissing(Sample sample) throws IOException {
        for (MessageRecords.Field field : MessageRecords.fields(sample.message().getClass())) {
            for (boolean asNull : List.of(false, true)) {
                ObjectNode json = (ObjectNode) STRICT.readTree(golden(sample));
                JsonNode unused = asNull ? json.putNull(field.name()) : json.remove(field.name());

                if (field.optional()) {
                    assertThat(read(json, sample)).isInstanceOf(sample.type());
                } else {
                    assertThatThrownBy(() -> read(json, sample))
                            .isInstanceOf(InvalidMessageException.class)
                            .hasMessage(field.name() + " is missing");
                }
            }
        }
    }

    @Test
    void existsForEveryMessage() {
        Set<Class<?>> sampled =
                Samples.all().map(sample -> sample.message().getClass()).collect(Collectors.toSet());

        assertThat(sampled).containsExactlyInAnyOrderElementsOf(MessageRecords.MESSAGES);
    }

    private static Object read(JsonNode json, Sample sample) {
        return Json.read(json.toString().getBytes(StandardCharsets.UTF_8), sample.type());
    }

    private static List<ObjectNode> objects(JsonNode json) {
        List<ObjectNode> objects = new ArrayList<>();
        if (json instanceof ObjectNode object) {
            objects.add(object);
        }
        for (Map.Entry<String, JsonNode> each : json.properties()) {
            // a map of the sender's own names has no fields of ours
            if (!"parameters".equals(each.getKey())) {
                objects.addAll(objects(each.getValue()));
            }
        }
        if (json.isArray()) {
            json.forEach(each -> objects.addAll(objects(each)));
        }
        return objects;
    }

    private static String golden(Sample sample) {
        try (InputStream file = GoldenJsonTest.class.getResourceAsStream("/golden/" + sample.name() + ".json")) {
            return file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
