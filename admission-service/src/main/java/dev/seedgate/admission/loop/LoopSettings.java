package dev.seedgate.admission.loop;

import dev.seedgate.core.Policy;
import dev.seedgate.core.Reservations;
import dev.seedgate.protocol.TopicNames;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * What a ledger loop needs to know.
 *
 * @param kafka how to reach the broker: {@code bootstrap.servers}, security, whatever the operator configured for both clients
 * @param group in which the replicas agree on who owns a partition, with the prefix of the topics
 * @param topics the topics' names
 * @param partitions the input topics' partition count
 * @param policy the ledgers' times and limits
 * @param clusters the reservations of each cluster, by its name; records of other clusters are put aside
 * @param time the clocks, which only tests replace
 * @param beforeCommit called with the partition between a transaction's last send and its offsets; only tests do anything there
 */
public record LoopSettings(
        Map<String, Object> kafka,
        Group group,
        TopicNames topics,
        int partitions,
        Policy policy,
        SortedMap<String, Reservations> clusters,
        Time time,
        IntConsumer beforeCommit) {
    /** How long a poll waits for records; also the coarsest step at which deadlines are seen. */
    static final Duration POLL = Duration.ofMillis(50);

    /** How long the loop stays away after it had to drop everything, before it joins again. */
    static final Duration REJOIN_PAUSE = Duration.ofMillis(200);

    public LoopSettings {
        kafka = Map.copyOf(kafka);
        clusters = new TreeMap<>(clusters);
    }

    /**
     * Where replicas agree on who owns what.
     *
     * @param sessionTimeout how long a member may be silent until the broker gives its partitions to another one
     */
    public record Group(String name, Duration sessionTimeout) {}

    /** Where time comes from. */
    public record Time(InstantSource wallClock, LongSupplier nanoTime) {
        public static final Time SYSTEM = new Time(InstantSource.system(), System::nanoTime);
    }

    /** One per partition, so that a new owner's first act aborts what the old one left open, and fences it. */
    String transactionalId(int partition) {
        return topics.prefix() + "seedgate-ledger-" + partition;
    }
}
