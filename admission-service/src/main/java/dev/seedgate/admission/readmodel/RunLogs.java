package dev.seedgate.admission.readmodel;

import dev.seedgate.protocol.ClusterPartitioner;
import dev.seedgate.protocol.InvalidMessageException;
import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.RunLogLine;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
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
 * Finds what a request's runs said, when somebody asks. Nothing of it is kept here: the broker has it, and finds by time where to
 * begin. What has to be read is what all runs of the cluster said between the request's beginning and its end.
 */
public final class RunLogs {
    /** Without the broker a scan would not end. */
    private static final Duration LONGEST_SCAN = Duration.ofSeconds(10);

    private static final int MAX_LINES = 5_000;
    private static final int MAX_READ = 500_000;
    private static final int AT_ONCE = 4;
    private static final Duration TURN = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    /** By which clocks may differ, and a last line may be late. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Map<String, Object> settings;
    private final String topic;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    /** @param broker the Kafka client's settings of the connection */
    public RunLogs(Map<String, Object> broker, TopicNames topics) {
        this.topic = topics.of(Topic.SEED_LOGS);
        this.settings = new HashMap<>(broker);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "run-logs");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis());
    }

    /**
     * What was found.
     *
     * @param lines in the order in which the broker has them
     * @param complete false where there is more than is shown
     */
    public record Found(List<RunLogLine> lines, boolean complete) {
        public Found {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Reads them; empty where none ran yet, or so long ago that the broker has dropped it.
     *
     * @throws BehindException when the broker does not answer, or too many others ask
     */
    public Found of(SeedEntry seed) throws InterruptedException {
        if (!turns.tryAcquire(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new BehindException("too many others read logs at this replica");
        }
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            return read(consumer, seed);
        } catch (KafkaException e) {
            throw new BehindException("the logs cannot be read from the broker: " + e.getMessage());
        } finally {
            turns.release();
        }
    }

    private Found read(Consumer<String, byte[]> consumer, SeedEntry seed) {
        int partitions = consumer.partitionsFor(topic).size();
        var partition = new TopicPartition(
                topic, ClusterPartitioner.partition(seed.request().cluster(), partitions));
        long from = seed.request().acceptedAt().minus(MARGIN).toEpochMilli();
        OffsetAndTimestamp first =
                consumer.offsetsForTimes(Map.of(partition, from)).get(partition);
        if (first == null) {
            return new Found(List.of(), true); // nothing was said since
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, first.offset());
        return scan(consumer, partition, seed);
    }

    private static Found scan(Consumer<String, byte[]> consumer, TopicPartition partition, SeedEntry seed) {
        long end =
                Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
        long last = lastMoment(seed);
        List<RunLogLine> lines = new ArrayList<>();
        int read = 0;
        long deadline = System.nanoTime() + LONGEST_SCAN.toNanos();
        while (consumer.position(partition) < end) {
            if (System.nanoTime() - deadline > 0) {
                return new Found(lines, false);
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.timestamp() > last) {
                    return new Found(lines, true);
                }
                if (++read > MAX_READ || lines.size() >= MAX_LINES) {
                    return new Found(lines, false);
                }
                if (seed.request().id().equals(record.key())) {
                    add(record, lines);
                }
            }
        }
        return new Found(lines, true);
    }

    private static long lastMoment(SeedEntry seed) {
        SeedStatus status = seed.status();
        Instant finished = status == null ? null : status.finishedAt();
        return finished == null ? Long.MAX_VALUE : finished.plus(MARGIN).toEpochMilli();
    }

    /** One that cannot be read must not hide the others. */
    private static void add(ConsumerRecord<String, byte[]> record, List<RunLogLine> lines) {
        try {
            lines.add(Json.read(record.value(), RunLogLine.class));
        } catch (InvalidMessageException e) {
            // Left out: somebody else's, or a newer version's.
        }
    }
}
