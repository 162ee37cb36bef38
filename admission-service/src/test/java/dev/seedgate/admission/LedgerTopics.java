package dev.seedgate.admission;

import dev.seedgate.admission.ledger.EntityJson;
import dev.seedgate.admission.topics.TopicPlan;
import dev.seedgate.admission.topics.TopicSetup;
import dev.seedgate.core.ledger.Entity;
import dev.seedgate.core.ledger.EntityKey;
import dev.seedgate.protocol.AdmissionCommand;
import dev.seedgate.protocol.ClusterPartitioner;
import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.StatusMessage;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Stands in for the ledger loop and the workers: writes what they write, and reads what the API wrote. */
public final class LedgerTopics implements AutoCloseable {
    private static final int PARTITIONS = 3;

    private final Map<String, Object> kafka;
    private final TopicNames topics;
    private final KafkaProducer<String, byte[]> producer;

    /** On topics that exist. */
    public LedgerTopics(String bootstrapServers, TopicNames topics) {
        this.kafka = Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        this.topics = topics;
        this.producer = new KafkaProducer<>(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Creates the topics first. */
    public static LedgerTopics create(String bootstrapServers, TopicNames topics) {
        Map<String, Object> kafka = Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        new TopicSetup(kafka, new TopicPlan(topics, PARTITIONS, 2, (short) 1)).ensure();
        return new LedgerTopics(bootstrapServers, topics);
    }

    public Map<String, Object> kafka() {
        return kafka;
    }

    public TopicNames names() {
        return topics;
    }

    public void request(SeedRequest request) {
        write(Topic.SEED_REQUESTS, request.cluster(), request.cluster(), Json.write(request));
    }

    public void status(String cluster, StatusMessage status) {
        write(Topic.SEED_STATUS, cluster, status.key(), Json.write(status));
    }

    public void entity(String cluster, Entity entity) {
        write(Topic.ADMISSION_LEDGER, cluster, EntityJson.key(cluster, entity.key()), EntityJson.write(entity));
    }

    public void gone(String cluster, EntityKey key) {
        write(Topic.ADMISSION_LEDGER, cluster, EntityJson.key(cluster, key), null);
    }

    public void write(Topic topic, String cluster, String key, byte @Nullable [] value) {
        int partition = ClusterPartitioner.partition(cluster, PARTITIONS);
        try {
            producer.send(new ProducerRecord<>(topics.of(topic), partition, key, value))
                    .get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the API had committed when this was called. */
    public List<SeedRequest> requests() {
        return read(Topic.SEED_REQUESTS, SeedRequest.class);
    }

    public List<AdmissionCommand> commands() {
        return read(Topic.ADMISSION_COMMANDS, AdmissionCommand.class);
    }

    /** Keys and values of all topics, as text. */
    public List<String> all() {
        return Arrays.stream(Topic.values())
                .flatMap(topic -> records(topic).stream())
                .map(record -> record.key() + ": "
                        + (record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8)))
                .toList();
    }

    /** The records of a topic that have this text in their keys or values. */
    public List<ConsumerRecord<String, byte[]>> naming(Topic topic, String text) {
        return records(topic).stream()
                .filter(record -> record.value() != null)
                .filter(record -> (record.key() + new String(record.value(), StandardCharsets.UTF_8)).contains(text))
                .toList();
    }

    private <T> List<T> read(Topic topic, Class<T> type) {
        return records(topic).stream()
                .map(record -> Json.read(record.value(), type))
                .toList();
    }

    private List<ConsumerRecord<String, byte[]>> records(Topic topic) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (var consumer = consumer("read_committed")) {
            List<TopicPartition> all = consumer.partitionsFor(topics.of(topic)).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = highWatermarks(all);
            while (all.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** A commit is confirmed before its marker lands: whoever stops at the last stable offset may miss it. */
    private Map<TopicPartition, Long> highWatermarks(List<TopicPartition> partitions) {
        try (var consumer = consumer("read_uncommitted")) {
            return consumer.endOffsets(partitions);
        }
    }

    private KafkaConsumer<String, byte[]> consumer(String isolation) {
        return new KafkaConsumer<>(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        String.valueOf(kafka.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        isolation,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        producer.close();
    }
}
