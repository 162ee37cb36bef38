package dev.seedgate.admission.readmodel;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads all partitions of some topics for ever, on a thread of its own. In no consumer group: every replica reads everything. A
 * consumer that fails is replaced, and the reader starts over: what was deleted in between may no longer be told.
 */
final class TopicFollower implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(2);
    private static final long TAIL = 5_000;

    private final String name;
    private final Start start;
    private final Map<String, Object> settings;
    private final List<String> topics;
    private final Reader reader;
    private final Thread thread;
    private volatile boolean closed;

    /** Where to begin to read. */
    enum Start {
        /** With all that was kept: each record counts. */
        BEGINNING,
        /** With what is written from now on: only the last record counts, and there will be another soon. */
        END,
        /** With the last {@value #TAIL} of each partition: what was there lately is good to know. */
        TAIL
    }

    /** What becomes of the records; called on the follower's thread. */
    interface Reader {
        /**
         * The records follow from the start; whatever came before is void.
         *
         * @param ends where the partitions end now
         */
        void restarted(Map<TopicPartition, Long> ends);

        void records(Iterable<ConsumerRecord<String, byte[]>> records);

        /** All records before these offsets were given to {@link #records}. */
        void reached(Map<TopicPartition, Long> positions);
    }

    /**
     * Begins to read.
     *
     * @param name of the thread and of the Kafka client
     * @param broker the Kafka client's settings of the connection
     */
    TopicFollower(String name, Start start, Map<String, Object> broker, List<String> topics, Reader reader) {
        this.name = name;
        this.start = start;
        this.settings = settings(name, broker);
        this.topics = List.copyOf(topics);
        this.reader = reader;
        this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    private static Map<String, Object> settings(String name, Map<String, Object> broker) {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, name);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        settings.put(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        return settings;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                try (var consumer =
                        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
                    follow(consumer);
                } catch (TimeoutException e) {
                    LOG.warnf("The broker does not answer (%s); %s starts over with %s", e.getMessage(), name, topics);
                } catch (RuntimeException e) {
                    LOG.errorf(e, "Reading %s failed; starting over", topics);
                    Thread.sleep(RETRY);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(Consumer<String, byte[]> consumer) throws InterruptedException {
        List<TopicPartition> partitions = awaitPartitions(consumer);
        consumer.assign(partitions);
        switch (start) {
            case BEGINNING -> consumer.seekToBeginning(partitions);
            case END -> consumer.seekToEnd(partitions);
            case TAIL -> seekToTail(consumer, partitions);
        }
        reader.restarted(consumer.endOffsets(partitions));
        while (!closed) {
            reader.records(consumer.poll(POLL));
            reader.reached(partitions.stream().collect(Collectors.toMap(Function.identity(), consumer::position)));
        }
    }

    private static void seekToTail(Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        consumer.endOffsets(partitions)
                .forEach((partition, end) ->
                        consumer.seek(partition, Math.max(beginnings.getOrDefault(partition, 0L), end - TAIL)));
    }

    /** All partitions of all topics, once every topic is there. */
    private List<TopicPartition> awaitPartitions(Consumer<String, byte[]> consumer) throws InterruptedException {
        while (!closed) {
            Map<String, List<PartitionInfo>> known = consumer.listTopics();
            if (known.keySet().containsAll(topics)) {
                return topics.stream()
                        .flatMap(topic -> Objects.requireNonNull(known.get(topic)).stream())
                        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                        .toList();
            }
            LOG.infof("Waiting for the topics %s", topics);
            Thread.sleep(RETRY);
        }
        return List.of();
    }
}
