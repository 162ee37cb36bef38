package dev.seedgate.admission.topics;

import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What each topic must be.
 *
 * @param names the topics' names in this installation
 * @param partitions of every topic that is keyed by cluster
 * @param grantPartitions of {@code token.grants}
 * @param replicationFactor given to topics that are created; an existing topic may have any
 */
public record TopicPlan(TopicNames names, int partitions, int grantPartitions, short replicationFactor) {
    private static final int MAX_OUTPUT_BYTES = 4 << 20;
    /** Given to the topic that is created; operators may change it there. */
    private static final Duration LOGS_KEPT = Duration.ofDays(7);

    private static final int LEDGER_SEGMENT_BYTES = 32 << 20;

    public TopicPlan {
        positive("seedgate.partitions", partitions);
        positive("seedgate.grant-partitions", grantPartitions);
        positive("seedgate.replication-factor", replicationFactor);
    }

    private static void positive(String property, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(property + " must be positive, got: " + value);
        }
    }

    /** One topic of the plan, with the settings that the loop relies on. */
    record Planned(Topic topic, String name, int partitions, Map<String, String> required) {}

    List<Planned> topics() {
        return Arrays.stream(Topic.values())
                .map(topic -> new Planned(topic, names.of(topic), partitionsOf(topic), required(topic)))
                .toList();
    }

    NewTopic creation(Planned planned) {
        Map<String, String> config = new TreeMap<>(planned.required());
        if (planned.topic().role() != Topic.Role.INPUT) {
            // What we write about a request is a little larger than the request: it must never be refused for its size.
            config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_OUTPUT_BYTES));
        }
        if (planned.topic() == Topic.SEED_LOGS || planned.topic() == Topic.SEED_REJECTS) {
            config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(LOGS_KEPT.toMillis()));
        }
        if (planned.topic() == Topic.ADMISSION_LEDGER) {
            // A new owner reads it to the end: it must be compacted early and often.
            config.put(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(LEDGER_SEGMENT_BYTES));
            config.put(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1");
        }
        return new NewTopic(planned.name(), planned.partitions(), replicationFactor).configs(config);
    }

    private int partitionsOf(Topic topic) {
        return topic.role() == Topic.Role.REPLY ? grantPartitions : partitions;
    }

    /** Leases are counted from the broker's append time, so the inputs must be stamped with it. */
    private static Map<String, String> required(Topic topic) {
        String cleanup = switch (topic.cleanup()) {
            case DELETE -> TopicConfig.CLEANUP_POLICY_DELETE;
            case COMPACT -> TopicConfig.CLEANUP_POLICY_COMPACT;
        };
        return new TreeMap<>(Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                cleanup,
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                "LogAppendTime"));
    }
}
