package dev.seedgate.worker.broker;

import dev.seedgate.protocol.ClusterPartitioner;
import dev.seedgate.protocol.Topic;
import dev.seedgate.worker.config.WorkerSettings;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * What the channel {@code grants} reads: one partition of {@code token.grants}, chosen by the worker's name. Assigned rather than
 * subscribed, because a bid names the partition that its answer is to be written to, and a rebalance would move it.
 */
@Singleton
public class GrantsChannel {
    private final WorkerSettings settings;
    private final TopicLayout layout;

    GrantsChannel(WorkerSettings settings, TopicLayout layout) {
        this.settings = settings;
        this.layout = layout;
    }

    /** The partition that answers to this worker must be written to. */
    public int replyPartition() {
        return ClusterPartitioner.partition(settings.id().name(), layout.partitions(Topic.TOKEN_GRANTS));
    }

    /**
     * Completes the channel's configuration when the messaging starts: the topic's size is not known before. Settings of Kafka's own
     * consumer must be here as well: those in application.yaml do not reach it any more once a channel is completed like this, and a
     * worker that reads what is not committed runs seeds under tokens that the ledger never gave.
     */
    @Produces
    @Singleton
    @Identifier("grants") Map<String, Object> configuration() {
        return Map.of(
                "topic",
                settings.topics().of(Topic.TOKEN_GRANTS),
                "assign-seek",
                Integer.toString(replyPartition()),
                "isolation.level",
                "read_committed",
                "retry.backoff.ms",
                "20",
                "group.id",
                settings.topics().prefix() + "worker-" + settings.id().name());
    }
}
