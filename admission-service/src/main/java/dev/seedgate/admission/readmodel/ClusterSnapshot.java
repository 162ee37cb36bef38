package dev.seedgate.admission.readmodel;

import dev.seedgate.core.ledger.Budget;
import org.jspecify.annotations.Nullable;

/**
 * A cluster at one moment.
 *
 * @param budget null until PostgreSQL was seen for the first time
 * @param unreachable why PostgreSQL could not be seen last; null when it could
 * @param charged connections that tokens have
 */
public record ClusterSnapshot(
        String cluster,
        @Nullable Budget budget,
        @Nullable String unreachable,
        int charged,
        LiveSeeds seeds,
        int bids,
        int workers,
        int tokens) {
    /** How many unfinished seeds the ledger has, by where they stand. */
    public record LiveSeeds(int queued, int running, int retrying, int held) {}
}
