package dev.seedgate.cli.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks a broker how many partitions topics have. */
public final class TopicPartitions {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private TopicPartitions() {}

    /**
     * The counts of those that exist, by name.
     *
     * @throws BrokerUnreachableException when no broker answers there within five seconds
     */
    public static Map<String, Integer> of(String bootstrapServers, List<String> names) {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        try (Admin admin = Admin.create(settings)) {
            return counts(admin.describeTopics(names));
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            throw new BrokerUnreachableException(bootstrapServers, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnreachableException(bootstrapServers, e);
        }
    }

    private static Map<String, Integer> counts(DescribeTopicsResult topics)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<String, Integer> counts = new TreeMap<>();
        for (var topic : topics.topicNameValues().entrySet()) {
            try {
                counts.put(
                        topic.getKey(),
                        topic.getValue()
                                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                                .partitions()
                                .size());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return counts;
    }
}
