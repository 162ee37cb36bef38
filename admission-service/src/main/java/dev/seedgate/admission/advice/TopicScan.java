package dev.seedgate.admission.advice;

import dev.seedgate.admission.advice.NoAdviceException.Reason;
import dev.seedgate.protocol.ClusterPartitioner;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what a topic has of a cluster, from some time to now, once. */
final class TopicScan {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Map<String, Object> settings;
    private final Duration longest;

    /**
     * Reads nothing yet.
     *
     * @param broker the Kafka client's settings of the connection
     * @param longest how long one scan may take
     */
    TopicScan(Map<String, Object> broker, Duration longest) {
        this.longest = longest;
        this.settings = new HashMap<>(broker);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "advice");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis());
    }

    /**
     * Gives all that is there now, in its order, and what other clusters have on the same partition.
     *
     * @param from records that the broker took before are left out
     * @throws NoAdviceException when the broker does not answer, or it takes too long
     */
    void read(String topic, String cluster, Instant from, Consumer<ConsumerRecord<String, byte[]>> reader) {
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            int partitions = consumer.partitionsFor(topic).size();
            var partition = new TopicPartition(topic, ClusterPartitioner.partition(cluster, partitions));
            OffsetAndTimestamp first = consumer.offsetsForTimes(Map.of(partition, from.toEpochMilli()))
                    .get(partition);
            if (first != null) {
                consumer.assign(List.of(partition));
                consumer.seek(partition, first.offset());
                scan(consumer, partition, reader);
            }
        } catch (KafkaException e) {
            throw new NoAdviceException(Reason.BUSY, topic + " cannot be read from the broker: " + e.getMessage());
        }
    }

    private void scan(
            KafkaConsumer<String, byte[]> consumer,
            TopicPartition partition,
            Consumer<ConsumerRecord<String, byte[]>> reader) {
        long end =
                Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
        long deadline = System.nanoTime() + longest.toNanos();
        while (consumer.position(partition) < end) {
            if (System.nanoTime() - deadline > 0) {
                throw new NoAdviceException(
                        Reason.TOO_MUCH,
                        partition.topic() + " could not be read within " + longest.toSeconds()
                                + " s: ask for fewer days");
            }
            consumer.poll(POLL).forEach(reader);
        }
    }
}
