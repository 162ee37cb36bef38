package dev.seedgate.admission.readmodel;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Asks the broker where partitions end. */
final class EndOffsets implements AutoCloseable {
    private final Admin admin;

    /** @param broker the Kafka client's settings of the connection */
    EndOffsets(Map<String, Object> broker) {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "read-model-ends");
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        this.admin = Admin.create(settings);
    }

    /**
     * The ends of everything that is written, open transactions included: a commit is confirmed before its marker is, so the last
     * stable offset may still be before what was just accepted.
     *
     * @return empty when the broker does not answer within the bound
     */
    Optional<Map<TopicPartition, Long>> of(Set<TopicPartition> partitions, Duration bound) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> question =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        try {
            var options = new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED)
                    .timeoutMs(Math.toIntExact(bound.toMillis()));
            return Optional.of(admin.listOffsets(question, options).all().get(bound.toMillis(), TimeUnit.MILLISECONDS))
                    .map(EndOffsets::offsets);
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    private static Map<TopicPartition, Long> offsets(Map<TopicPartition, ListOffsetsResultInfo> results) {
        return results.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, result -> result.getValue().offset()));
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
