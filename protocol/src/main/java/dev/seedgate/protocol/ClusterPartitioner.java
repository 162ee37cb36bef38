package dev.seedgate.protocol;

import java.nio.charset.StandardCharsets;

/**
 * Which partition a cluster's records travel on. Every producer names the partition explicitly, because a client's configured
 * partitioner could otherwise part the commands of one cluster. The function is the one that Kafka's own clients use for keyed
 * records (32-bit murmur2), so that a record written with any Kafka tool under the cluster's key also arrives at its owner.
 */
public final class ClusterPartitioner {
    private static final int SEED = 0x9747b28c;
    private static final int MULTIPLIER = 0x5bd1e995;
    private static final int SHIFT = 24;

    private ClusterPartitioner() {}

    /**
     * A cluster's partition, the same in every process and for ever.
     *
     * @param partitions the topics' partition count, positive
     * @return from 0 to {@code partitions} - 1
     */
    public static int partition(String cluster, int partitions) {
        return (murmur2(cluster.getBytes(StandardCharsets.UTF_8)) & Integer.MAX_VALUE) % partitions;
    }

    private static int murmur2(byte[] data) {
        int hash = SEED ^ data.length;
        int words = data.length / 4;
        for (int word = 0; word < words; word++) {
            int at = word * 4;
            int block = (data[at] & 0xff)
                    | (data[at + 1] & 0xff) << 8
                    | (data[at + 2] & 0xff) << 16
                    | (data[at + 3] & 0xff) << 24;
            block *= MULTIPLIER;
            block ^= block >>> SHIFT;
            hash = hash * MULTIPLIER ^ block * MULTIPLIER;
        }
        return finish(mixTail(hash, data, words * 4));
    }

    private static int mixTail(int hash, byte[] data, int from) {
        if (from == data.length) {
            return hash;
        }
        int tail = 0;
        for (int at = data.length - 1; at >= from; at--) {
            tail = tail << 8 | (data[at] & 0xff);
        }
        return (hash ^ tail) * MULTIPLIER;
    }

    private static int finish(int hash) {
        int mixed = (hash ^ hash >>> 13) * MULTIPLIER;
        return mixed ^ mixed >>> 15;
    }
}
