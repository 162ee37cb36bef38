package dev.seedgate.cli.broker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * How many partitions topics have.
 *
 * @param counts of those that exist, by name
 * @param unseen the names of those that the account may not see, whether they exist or not
 */
public record TopicPartitions(Map<String, Integer> counts, Set<String> unseen) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * Asks a broker.
     *
     * @throws ClientPropertiesException when no client can be made of the properties
     * @throws BrokerUnreachableException when no broker answers there within five seconds
     * @throws BrokerRefusedException when it refuses the login
     */
    public static TopicPartitions of(BrokerAccess access, List<String> names) {
        try (Admin admin = admin(access)) {
            return read(admin.describeTopics(names));
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            throw BrokerTrouble.of(access, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BrokerTrouble.of(access, e);
        }
    }

    private static Admin admin(BrokerAccess access) {
        Map<String, Object> settings = access.settings(Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis()));
        try {
            return Admin.create(settings);
        } catch (KafkaException e) {
            throw BrokerTrouble.atStart(access, e);
        }
    }

    private static TopicPartitions read(DescribeTopicsResult topics)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<String, Integer> counts = new TreeMap<>();
        Set<String> unseen = new TreeSet<>();
        for (var topic : topics.topicNameValues().entrySet()) {
            try {
                counts.put(
                        topic.getKey(),
                        topic.getValue()
                                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                                .partitions()
                                .size());
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case UnknownTopicOrPartitionException missing -> {}
                    case TopicAuthorizationException forbidden -> unseen.add(topic.getKey());
                    case null, default -> throw e;
                }
            }
        }
        return new TopicPartitions(counts, unseen);
    }
}
