package dev.seedgate.admission.topics;

import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The partition count as the ledger remembers it, on partition 0 of {@code admission.ledger}. Topics can be given more partitions
 * behind our back, and the configuration with them: all would agree, but every cluster whose partition moved would start with an
 * empty ledger while its tokens are still out.
 */
final class PartitionCountRecord {
    /** No cluster can be called this, so it never meets an entity's key. */
    static final String KEY = "/installation";

    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Object> kafka;
    private final TopicPlan plan;
    private final TopicPartition home;

    PartitionCountRecord(Map<String, Object> kafka, TopicPlan plan) {
        this.kafka = kafka;
        this.plan = plan;
        this.home = new TopicPartition(plan.names().of(Topic.ADMISSION_LEDGER), 0);
    }

    /** What is remembered. */
    private record Installation(int partitions) {}

    /**
     * Compares the count with the one remembered, or remembers it.
     *
     * @throws TopicsRefusedException when another count is remembered
     */
    void verifyOrWrite() {
        Optional<Installation> remembered = read();
        if (remembered.isEmpty()) {
            write(new Installation(plan.partitions()));
        } else if (remembered.get().partitions() != plan.partitions()) {
            int first = remembered.get().partitions();
            throw new TopicsRefusedException(List.of("The ledger was begun with " + first
                    + " partitions, but seedgate.partitions is " + plan.partitions()
                    + ". The count decides which ledger a cluster belongs to and cannot change while tokens may be out: set"
                    + " seedgate.partitions=" + first + " and topics of that many partitions again, or stop everything,"
                    + " delete this installation's topics and start over."));
        }
    }

    private Optional<Installation> read() {
        Optional<Installation> last = Optional.empty();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(consumerConfig(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(home));
            consumer.seekToBeginning(List.of(home));
            long end = consumer.endOffsets(List.of(home)).getOrDefault(home, 0L);
            while (consumer.position(home) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (KEY.equals(new String(record.key(), StandardCharsets.UTF_8))) {
                        last = Optional.of(Json.read(record.value(), Installation.class));
                    }
                }
            }
        }
        return last;
    }

    private Map<String, Object> consumerConfig() {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return config;
    }

    private void write(Installation installation) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            home.topic(), 0, KEY.getBytes(StandardCharsets.UTF_8), Json.write(installation)))
                    .get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException("the partition count cannot be remembered in " + home, e.getCause());
        }
    }
}
