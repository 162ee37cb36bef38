package dev.seedgate.cli.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server and its connection budget. What PostgreSQL has to say is null until it was first seen.
 *
 * @param charged what tokens have together
 * @param unreachable why PostgreSQL cannot be seen now
 * @param bids workers' slots that wait for something to do
 */
public record ClusterView(
        String cluster,
        List<String> databases,
        @Nullable Integer maxConnections,
        @Nullable Integer superuserReserved,
        @Nullable Integer reserved,
        List<ClassUse> classes,
        @Nullable Integer unclassified,
        @Nullable Integer headroom,
        @Nullable Integer budget,
        int charged,
        @Nullable Integer free,
        @Nullable Integer largestPossible,
        @Nullable Instant observedAt,
        @Nullable String unreachable,
        @Nullable SeedCounts seeds,
        int bids,
        int workers,
        int tokens) {

    /** A consumer that nobody gates. */
    public record ClassUse(String name, int reservation, int observed) {}

    /** The requests that are not finished. */
    public record SeedCounts(int queued, int running, int retrying) {}

    /** All clusters of an installation. */
    public record Clusters(List<ClusterView> clusters) {}
}
