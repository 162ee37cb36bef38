package dev.seedgate.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.Traceparent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** One trace from the POST of a seed, over Kafka and a worker, to the line of the journal that says that its connections are free. */
class TraceIT {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final List<Topic> OF_A_REQUEST = List.of(
            Topic.SEED_REQUESTS, Topic.TOKEN_GRANTS, Topic.TOKEN_RELEASES, Topic.SEED_STATUS, Topic.TOKEN_EVENTS);

    @Test
    void goesOnFromThePostToTheRelease() throws Exception {
        SeedgateSystem system = SeedgateSystem.shared();
        try (Run run = system.begin()) {
            String id = run.postTally(1, Duration.ZERO).getFirst();
            run.awaitFinished();
            JsonNode seed = system.http().get("/v1/seeds/" + id).body();
            String token = seed.path("token").asText();
            String trace = seed.path("traceId").asText();

            assertThat(trace).matches("[0-9a-f]{32}");
            for (Topic topic : OF_A_REQUEST) {
                List<ConsumerRecord<byte[], byte[]>> records = records(system, topic, id, token);
                assertThat(records)
                        .as(topic.baseName())
                        .isNotEmpty()
                        .allSatisfy(record -> assertThat(Traceparent.traceId(traceparent(record)))
                                .as(text(record))
                                .isEqualTo(trace));
            }
            assertThat(records(system, Topic.TOKEN_EVENTS, id, token))
                    .extracting(record -> json(record).path("event").asText())
                    .startsWith("request-queued")
                    .contains("token-granted", freed(system), "request-succeeded");
            String post =
                    traceparent(records(system, Topic.SEED_REQUESTS, id, token).getFirst());
            assertThat(traceparent(
                            records(system, Topic.TOKEN_RELEASES, id, token).getFirst()))
                    .as("the worker's own part of the trace")
                    .isNotEqualTo(post);
            run.verify();
        }
    }

    /** Behind a container's port it is given back without proof, and free when PostgreSQL shows no session of it. */
    private static String freed(SeedgateSystem system) {
        return system.stack().postgres().isReachedDirectly() ? "token-released" : "token-reclaimed";
    }

    /** What the ledger and its worker have committed about a request or its token; progress is the worker's, and is nobody's step. */
    private static List<ConsumerRecord<byte[], byte[]>> records(
            SeedgateSystem system, Topic topic, String id, String token) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                system.stack().broker().bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.baseName()).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofSeconds(1)).forEach(found::add);
            }
        }
        return found.stream()
                .filter(record -> record.value() != null)
                .filter(record ->
                        text(record).contains('"' + id + '"') || text(record).contains('"' + token + '"'))
                .filter(record -> !json(record).path("type").asText().equals("progress"))
                .toList();
    }

    private static String traceparent(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(Traceparent.HEADER);
        assertThat(header).as(text(record)).isNotNull();
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
        try {
            return MAPPER.readTree(record.value());
        } catch (IOException e) {
            throw new AssertionError(text(record), e);
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }
}
