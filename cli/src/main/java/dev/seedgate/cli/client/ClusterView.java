package dev.seedgate.cli.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server and its connection budget. What PostgreSQL has to say is null until it was first seen.
 *
 * @param charged what tokens have together
 * @param enforcement tag or role
 * @param hold null while granting goes on
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
        @Nullable Use use,
        @Nullable String enforcement,
        @Nullable Hold hold,
        @Nullable Instant observedAt,
        @Nullable Duration observationAge,
        @Nullable String unreachable,
        @Nullable SeedCounts seeds,
        int bids,
        int workers,
        int tokens) {

    /** A consumer that nobody gates. */
    public record ClassUse(String name, int reservation, int observed) {}

    /**
     * How full the server is, whoever uses it.
     *
     * @param level normal, warn or critical
     * @param crowded whether somebody with a reservation could be kept out
     */
    public record Use(int used, int percent, String level, int warnPercent, int criticalPercent, boolean crowded) {
        public boolean isNormal() {
            return "normal".equals(level);
        }
    }

    /** Somebody stopped the granting. */
    public record Hold(String by, String reason, Instant since) {}

    /** The requests that are not finished. */
    public record SeedCounts(int queued, int running, int retrying, int held) {}

    /** All clusters of an installation. */
    public record Clusters(List<ClusterView> clusters) {}
}
