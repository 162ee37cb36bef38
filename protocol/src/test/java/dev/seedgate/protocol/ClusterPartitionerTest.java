package dev.seedgate.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterPartitionerTest {
    @Test
    void agreesWithKafkasOwnClientsOnEveryKey() {
        Random random = new Random(17);
        for (int length = 0; length <= 40; length++) {
            for (int round = 0; round < 50; round++) {
                String cluster = random.ints(length, 1, 0xd7ff)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
                int partitions = 1 + random.nextInt(64);

                int kafkas = Utils.toPositive(Utils.murmur2(cluster.getBytes(StandardCharsets.UTF_8))) % partitions;

                assertThat(ClusterPartitioner.partition(cluster, partitions))
                        .as("'%s' over %d", cluster, partitions)
                        .isEqualTo(kafkas);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"main, 4, 3", "shop, 4, 0", "eu-1, 4, 2", "main, 12, 3"})
    void sendsAClusterWhereItAlwaysWent(String cluster, int partitions, int partition) {
        assertThat(ClusterPartitioner.partition(cluster, partitions)).isEqualTo(partition);
    }

    @Test
    void spreadsClustersEvenly() {
        int partitions = 12;
        int clusters = 12_000;
        int[] perPartition = new int[partitions];

        IntStream.range(0, clusters)
                .forEach(number -> perPartition[ClusterPartitioner.partition("cluster-" + number, partitions)]++);

        assertThat(perPartition).hasSize(partitions);
        for (int number : perPartition) {
            assertThat(number).isBetween(850, 1_150);
        }
    }
}
