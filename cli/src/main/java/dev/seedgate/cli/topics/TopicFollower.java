package dev.seedgate.cli.topics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.seedgate.cli.broker.BrokerAccess;
import dev.seedgate.cli.broker.BrokerRefusedException;
import dev.seedgate.cli.broker.BrokerTrouble;
import dev.seedgate.cli.broker.BrokerUnreachableException;
import dev.seedgate.cli.broker.ClientProperties;
import dev.seedgate.cli.broker.ClientPropertiesException;
import dev.seedgate.protocol.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads topics from a moment on, without a group and without a trace at the broker. Records of aborted transactions are not seen: they
 * never happened. Only {@link #stop} may be called by another thread.
 */
public final class TopicFollower implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE = Duration.ofSeconds(1);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final BrokerAccess access;
    private final KafkaConsumer<String, String> consumer;
    private final Map<String, Topic> topics;
    private final TimeMerge<TopicPartition, TopicRecord> merge;
    /** Where those partitions ended when the reading began that were not read so far yet. */
    private final Map<TopicPartition, Long> behind = new HashMap<>();

    private volatile boolean stopped;

    private TopicFollower(
            BrokerAccess access,
            KafkaConsumer<String, String> consumer,
            Map<String, Topic> topics,
            Set<TopicPartition> all) {
        this.access = access;
        this.consumer = consumer;
        this.topics = topics;
        this.merge = new TimeMerge<>(all, TopicRecord::at);
    }

    /**
     * Asks the broker for the topics and goes to their beginning.
     *
     * @param topics by name; those that the broker does not have are passed over
     * @param since from when on; null for what comes from now on
     * @throws ClientPropertiesException when no client can be made of the properties
     * @throws BrokerUnreachableException when no broker answers within five seconds
     * @throws BrokerRefusedException when it refuses the login
     */
    public static TopicFollower open(BrokerAccess access, Map<String, Topic> topics, @Nullable Instant since) {
        KafkaConsumer<String, String> consumer = consumer(access);
        try {
            Map<String, List<PartitionInfo>> found = consumer.listTopics(PATIENCE);
            Set<TopicPartition> all = found.entrySet().stream()
                    .filter(topic -> topics.containsKey(topic.getKey()))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .collect(Collectors.toSet());
            TopicFollower follower = new TopicFollower(access, consumer, topics, all);
            follower.begin(all, since);
            return follower;
        } catch (KafkaException e) {
            consumer.close(CloseOptions.timeout(CLOSE));
            throw BrokerTrouble.of(access, e);
        } catch (OutOfMemoryError e) {
            consumer.close(CloseOptions.timeout(CLOSE));
            throw BrokerTrouble.of(access, e);
        }
    }

    /** Loads what following needs, without a broker. */
    public static void load() {
        consumer(new BrokerAccess("127.0.0.1:1", ClientProperties.none())).close(CloseOptions.timeout(Duration.ZERO));
    }

    private static KafkaConsumer<String, String> consumer(BrokerAccess access) {
        Map<String, Object> settings = access.settings(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis(),
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis(),
                ConsumerConfig.CLIENT_ID_CONFIG,
                "seedctl"));
        try {
            return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        } catch (KafkaException e) {
            throw BrokerTrouble.atStart(access, e);
        }
    }

    /** The names of those of the topics that the broker has. */
    public Set<String> found() {
        return consumer.assignment().stream().map(TopicPartition::topic).collect(Collectors.toSet());
    }

    private void begin(Set<TopicPartition> all, @Nullable Instant since) {
        consumer.assign(all);
        Map<TopicPartition, Long> ends = consumer.endOffsets(all, PATIENCE);
        Map<TopicPartition, OffsetAndTimestamp> starts = since == null
                ? Map.of()
                : consumer.offsetsForTimes(
                        all.stream()
                                .collect(Collectors.toMap(partition -> partition, partition -> since.toEpochMilli())),
                        PATIENCE);
        for (TopicPartition partition : all) {
            long end = ends.getOrDefault(partition, 0L);
            OffsetAndTimestamp found = starts.get(partition);
            consumer.seek(partition, found == null ? end : found.offset());
            behind.put(partition, end);
        }
    }

    /**
     * Tells of one record after the other, until it is stopped.
     *
     * @param told returns false to have no more
     * @param toTheEnd whether to return, too, when all was told that was there when the reading began
     * @throws BrokerRefusedException when the account may not read one of the topics, or not any more
     */
    public void follow(Predicate<TopicRecord> told, boolean toTheEnd) {
        while (!stopped) {
            for (TopicRecord record : next()) {
                if (!told.test(record)) {
                    return;
                }
            }
            if (toTheEnd && behind.isEmpty()) {
                return;
            }
        }
    }

    /** Ends {@link #follow} soon; for another thread. */
    public void stop() {
        stopped = true;
        consumer.wakeup();
    }

    private List<TopicRecord> next() {
        try {
            forgetThoseThatCaughtUp();
            holdBack();
            consumer.poll(behind.isEmpty() ? POLL : POLL.dividedBy(2))
                    .forEach(record -> merge.add(new TopicPartition(record.topic(), record.partition()), read(record)));
            forgetThoseThatCaughtUp();
            return merge.ready(behind.keySet());
        } catch (WakeupException e) {
            return List.of();
        } catch (KafkaException e) {
            throw BrokerTrouble.of(access, e);
        }
    }

    private void forgetThoseThatCaughtUp() {
        behind.entrySet().removeIf(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
    }

    private void holdBack() {
        Set<TopicPartition> full = merge.full();
        Set<TopicPartition> others = new HashSet<>(consumer.paused());
        others.removeAll(full);
        consumer.pause(full);
        consumer.resume(others);
    }

    private TopicRecord read(ConsumerRecord<String, String> record) {
        Topic topic = topics.get(record.topic());
        if (topic == null) {
            throw new IllegalStateException("a record of a topic that was not asked for: " + record.topic());
        }
        return new TopicRecord(
                topic,
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                json(record.value()));
    }

    private static JsonNode json(@Nullable String value) {
        if (value == null) {
            return JsonNodeFactory.instance.nullNode();
        }
        try {
            return MAPPER.readTree(value);
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.textNode(value);
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE));
    }
}
