package dev.seedgate.admission.loop;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Gives each member the same partitions of all topics, as the range assignor does, and lets members keep what stays theirs while others
 * come and go. Kafka has the one or the other: its range assignor has everybody give everything up first, and its cooperative one
 * splits a partition's topics over members.
 *
 * <p>Cooperation has two steps (KIP-429): whoever has to give something up does so, and joins again; only then it is given to another.
 */
public final class CooperativeRangeAssignor extends RangeAssignor {
    @Override
    public String name() {
        return "cooperative-range";
    }

    @Override
    public List<RebalanceProtocol> supportedProtocols() {
        return List.of(RebalanceProtocol.COOPERATIVE);
    }

    @Override
    public Map<String, List<TopicPartition>> assignPartitions(
            Map<String, List<PartitionInfo>> partitionsPerTopic, Map<String, Subscription> subscriptions) {
        Map<TopicPartition, String> owners = owners(subscriptions);
        Map<String, List<TopicPartition>> assigned = new HashMap<>();
        super.assignPartitions(partitionsPerTopic, subscriptions)
                .forEach((member, partitions) -> assigned.put(
                        member,
                        partitions.stream()
                                .filter(partition ->
                                        owners.getOrDefault(partition, member).equals(member))
                                .collect(Collectors.toList()))); // Kafka adds to it
        return assigned;
    }

    /** Where two say that they own a partition, whoever took part in the later generation is right. */
    private static Map<TopicPartition, String> owners(Map<String, Subscription> subscriptions) {
        Map<TopicPartition, String> owners = new HashMap<>();
        subscriptions.entrySet().stream()
                .sorted(Map.Entry.<String, Subscription>comparingByValue(
                                Comparator.comparingInt(CooperativeRangeAssignor::generation))
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(member -> member.getValue()
                        .ownedPartitions()
                        .forEach(partition -> owners.put(partition, member.getKey())));
        return owners;
    }

    private static int generation(Subscription subscription) {
        Optional<Integer> generation = subscription.generationId();
        return generation.orElse(-1);
    }
}
