package dev.seedgate.admission.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CooperativeRangeAssignorTest {
    private static final List<String> TOPICS = List.of("requests", "releases");
    private static final int PARTITIONS = 4;

    private final CooperativeRangeAssignor assignor = new CooperativeRangeAssignor();
    private final Map<String, Subscription> group = new TreeMap<>();

    @Test
    void aLoneMemberGetsEverything() {
        join("a", 0);

        assertThat(assigned("a")).containsExactlyInAnyOrderElementsOf(all(0, 1, 2, 3));
    }

    @Test
    void whoComesGetsNothingThatIsStillOwned() {
        join("a", 1, 0, 1, 2, 3);
        join("b", 0);

        assertThat(assigned("a")).containsExactlyInAnyOrderElementsOf(all(0, 1));
        assertThat(assigned("b")).isEmpty();
    }

    @Test
    void andGetsTheSamePartitionsOfAllTopicsOnceTheyAreGivenUp() {
        join("a", 2, 0, 1);
        join("b", 2);

        assertThat(assigned("a")).containsExactlyInAnyOrderElementsOf(all(0, 1));
        assertThat(assigned("b")).containsExactlyInAnyOrderElementsOf(all(2, 3));
    }

    @Test
    void ofTwoWhoSayThatTheyOwnOneTheLaterIsRight() {
        join("a", 1, 2, 3);
        join("b", 5, 2, 3);

        assertThat(assigned("a")).containsExactlyInAnyOrderElementsOf(all(0, 1));
        assertThat(assigned("b")).containsExactlyInAnyOrderElementsOf(all(2, 3));
    }

    private void join(String member, int generation, Integer... owned) {
        group.put(member, new Subscription(TOPICS, null, all(owned), generation, Optional.empty()));
    }

    private List<TopicPartition> assigned(String member) {
        Map<String, List<PartitionInfo>> partitions = new TreeMap<>();
        Node[] nodes = {new Node(1, "localhost", 9092)};
        for (String topic : TOPICS) {
            List<PartitionInfo> infos = new ArrayList<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                infos.add(new PartitionInfo(topic, partition, nodes[0], nodes, nodes));
            }
            partitions.put(topic, infos);
        }
        return assignor.assignPartitions(partitions, group).getOrDefault(member, List.of());
    }

    private static List<TopicPartition> all(Integer... partitions) {
        List<TopicPartition> all = new ArrayList<>();
        for (String topic : TOPICS) {
            for (int partition : partitions) {
                all.add(new TopicPartition(topic, partition));
            }
        }
        return all;
    }
}
