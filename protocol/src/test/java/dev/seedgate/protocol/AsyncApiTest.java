package dev.seedgate.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds {@code docs/asyncapi.yaml} against the topics and the records: nothing missing, nothing too much, nothing different. */
class AsyncApiTest {
    private static final AsyncApi API = AsyncApi.load();
    /** The ledger's entities are the core's, and the document does not promise their shape. */
    private static final String LEDGER_ENTITY = "LedgerEntity";
    /** What a schema may say besides what follows from the record. */
    private static final List<String> REMARKS =
            List.of("description", "minimum", "maximum", "maxLength", "minItems", "pattern");

    static Stream<Class<?>> describedTypes() {
        return Stream.concat(
                MessageRecords.withNested().stream(), Stream.of(SeedOutcome.class, ClusterObservation.Effect.class));
    }

    @ParameterizedTest
    @EnumSource
    void describesEveryTopicAsItIs(Topic topic) {
        JsonNode channel = API.channel(topic.baseName());

        assertThat(channel.path("x-role").asText())
                .isEqualTo(topic.role().name().toLowerCase(Locale.ROOT));
        assertThat(texts(channel.at("/bindings/kafka/topicConfiguration/cleanup.policy")))
                .containsExactly(topic.cleanup().name().toLowerCase(Locale.ROOT));
        assertThat(channel.path("description").asText()).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource
    void listsTheMessagesOfEveryTopic(Topic topic) {
        Set<String> expected = topic == Topic.ADMISSION_LEDGER
                ? Set.of(LEDGER_ENTITY)
                : MessageRecords.variants(Objects.requireNonNull(MessageRecords.TYPES.get(topic)))
                        .map(Class::getSimpleName)
                        .collect(Collectors.toSet());

        Map<String, JsonNode> messages = API.channel(topic.baseName()).path("messages").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(messages.keySet()).isEqualTo(expected);
        messages.forEach((name, message) ->
                assertThat(message.path("$ref").asText()).isEqualTo("#/components/messages/" + name));
    }

    @ParameterizedTest
    @EnumSource
    void saysTheKeyOfEveryTopicsRecords(Topic topic) {
        API.channel(topic.baseName()).path("messages").forEach(reference -> {
            JsonNode key = API.resolved(reference).at("/bindings/kafka/key");
            switch (topic) {
                case SEED_STATUS, SEED_LOGS, SEED_REJECTS, ADMISSION_LEDGER, ADMISSION_DEAD_LETTERS ->
                    assertThat(AsyncApi.schemaName(key)).isNotEqualTo("ClusterName");
                case SEED_REQUESTS,
                        TOKEN_REQUESTS,
                        TOKEN_HEARTBEATS,
                        TOKEN_RELEASES,
                        ADMISSION_COMMANDS,
                        CLUSTER_OBSERVATIONS,
                        TOKEN_GRANTS,
                        TOKEN_EVENTS,
                        SEED_DEAD_LETTERS ->
                    assertThat(AsyncApi.schemaName(key)).isEqualTo("ClusterName");
            }
            assertThat(API.resolved(key).path("type").asText()).isEqualTo("string");
        });
    }

    @Test
    void describesNoOtherTopic() {
        assertThat(API.at("/channels").findValuesAsText("address"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Topic.values()).map(Topic::baseName).toList());
    }

    @ParameterizedTest
    @EnumSource
    void receivesTheInputsAndSendsEverythingElse(Topic topic) {
        String action = topic.role() == Topic.Role.INPUT ? "receive" : "send";

        assertThat(API.at("/operations").properties())
                .filteredOn(operation ->
                        API.resolved(operation.getValue().path("channel")).equals(API.channel(topic.baseName())))
                .extracting(operation -> operation.getValue().path("action").asText())
                .containsExactly(action);
    }

    @ParameterizedTest
    @MethodSource("describedTypes")
    void describesEveryRecordFieldByField(Class<?> type) {
        JsonNode described = API.schema(type.getSimpleName());

        assertThat(structure(described)).isEqualTo(RecordSchemas.of(type));
        described.path("properties").properties().stream()
                .filter(property -> !property.getValue().has("const"))
                .filter(property -> !"parameters".equals(property.getKey()))
                .forEach(property -> assertThat(explained(property.getValue()))
                        .as("%s.%s is explained", type.getSimpleName(), property.getKey())
                        .isTrue());
    }

    @Test
    void describesEveryMessageByTheSchemaOfItsRecord() {
        Set<String> expected = new TreeSet<>(Set.of(LEDGER_ENTITY));
        MessageRecords.MESSAGES.forEach(message -> expected.add(message.getSimpleName()));

        assertThat(names("/components/messages")).isEqualTo(expected);
        MessageRecords.MESSAGES.forEach(
                message -> assertThat(API.at("/components/messages/" + message.getSimpleName() + "/payload"))
                        .isEqualTo(AsyncApi.reference(message)));
    }

    @Test
    void refersOnlyToWhatIsThereAndHoldsNothingUnused() {
        Set<String> references = API.references();

        assertThat(references)
                .allSatisfy(
                        reference -> assertThat(API.at(reference.substring(1)).isMissingNode())
                                .as(reference)
                                .isFalse());
        assertThat(references)
                .containsAll(names("/components/messages").stream()
                        .map(name -> "#/components/messages/" + name)
                        .toList())
                .containsAll(names("/components/schemas").stream()
                        .map(name -> "#/components/schemas/" + name)
                        .toList());
    }

    /** A described schema without remarks, and with the named scalars put in place. */
    private static JsonNode structure(JsonNode described) {
        ObjectNode schema = described.deepCopy();
        schema.remove(REMARKS);
        JsonNode properties = schema.path("properties");
        properties.properties().forEach(property -> property.setValue(propertyStructure(property.getValue())));
        return schema;
    }

    private static JsonNode propertyStructure(JsonNode property) {
        JsonNode resolved = API.resolved(property);
        boolean record = resolved.has("properties") || resolved.has("oneOf");
        ObjectNode structure = record ? property.deepCopy() : resolved.deepCopy();
        if (structure.has("items")) {
            structure.set("items", propertyStructure(structure.path("items")));
        }
        return structure.remove(REMARKS);
    }

    private static boolean explained(JsonNode property) {
        JsonNode resolved = API.resolved(property);
        return resolved.has("description") || resolved.has("properties");
    }

    private static Set<String> names(String pointer) {
        Set<String> names = new TreeSet<>();
        API.at(pointer).fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode array) {
        return new JsonMapper().convertValue(array, new TypeReference<>() {});
    }
}
