package dev.seedgate.admission.readmodel;

import dev.seedgate.protocol.ClusterPartitioner;
import dev.seedgate.protocol.InvalidMessageException;
import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Finds what a topic has of a request, when somebody asks. Nothing of it is kept here: the broker has it, and finds by time where to
 * begin. What has to be read is what the topic has of all runs of the cluster between the request's beginning and its end.
 *
 * @param <T> what the topic holds; the key is the request's id, the partition its cluster's
 */
final class RequestRecords<T> {
    /** Without the broker a scan would not end. */
    private static final Duration LONGEST_SCAN = Duration.ofSeconds(10);

    private static final int MAX_READ = 500_000;
    private static final int AT_ONCE = 4;
    private static final Duration TURN = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    /** By which clocks may differ, and a last record may be late. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Map<String, Object> settings;
    private final String topic;
    private final Class<T> type;
    private final int most;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    /**
     * Reads nothing yet.
     *
     * @param broker the Kafka client's settings of the connection
     * @param most how many records of a request are looked at
     */
    RequestRecords(Map<String, Object> broker, String topic, Class<T> type, int most) {
        this.topic = topic;
        this.type = type;
        this.most = most;
        this.settings = new HashMap<>(broker);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "records-of-" + topic);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis());
    }

    /**
     * What was found.
     *
     * @param records in the order in which the broker has them
     * @param complete false where there is more
     */
    record Found<T>(List<T> records, boolean complete) {}

    /**
     * Reads them; none where there were none yet, or so long ago that the broker has dropped them.
     *
     * @throws BehindException when the broker does not answer, or too many others ask
     */
    Found<T> of(SeedEntry seed) throws InterruptedException {
        if (!turns.tryAcquire(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new BehindException("too many others read " + topic + " at this replica");
        }
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            return read(consumer, seed);
        } catch (KafkaException e) {
            throw new BehindException(topic + " cannot be read from the broker: " + e.getMessage());
        } finally {
            turns.release();
        }
    }

    private Found<T> read(Consumer<String, byte[]> consumer, SeedEntry seed) {
        int partitions = consumer.partitionsFor(topic).size();
        var partition = new TopicPartition(
                topic, ClusterPartitioner.partition(seed.request().cluster(), partitions));
        long from = seed.request().acceptedAt().minus(MARGIN).toEpochMilli();
        OffsetAndTimestamp first =
                consumer.offsetsForTimes(Map.of(partition, from)).get(partition);
        if (first == null) {
            return new Found<>(List.of(), true); // nothing was written since
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, first.offset());
        return scan(consumer, partition, seed);
    }

    private Found<T> scan(Consumer<String, byte[]> consumer, TopicPartition partition, SeedEntry seed) {
        long end =
                Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
        long last = lastMoment(seed);
        List<T> records = new ArrayList<>();
        int read = 0;
        long deadline = System.nanoTime() + LONGEST_SCAN.toNanos();
        while (consumer.position(partition) < end) {
            if (System.nanoTime() - deadline > 0) {
                return new Found<>(records, false);
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.timestamp() > last) {
                    return new Found<>(records, true);
                }
                if (++read > MAX_READ || records.size() >= most) {
                    return new Found<>(records, false);
                }
                if (seed.request().id().equals(record.key())) {
                    add(record, records);
                }
            }
        }
        return new Found<>(records, true);
    }

    private static long lastMoment(SeedEntry seed) {
        SeedStatus status = seed.status();
        Instant finished = status == null ? null : status.finishedAt();
        return finished == null ? Long.MAX_VALUE : finished.plus(MARGIN).toEpochMilli();
    }

    /** One that cannot be read must not hide the others. */
    private void add(ConsumerRecord<String, byte[]> record, List<T> records) {
        try {
            records.add(Json.read(record.value(), type));
        } catch (InvalidMessageException e) {
            // Left out: somebody else's, or a newer version's.
        }
    }
}
