package dev.seedgate.core.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger knows besides its entities.
 *
 * @param revision grows by one with every event
 * @param fence the last one given; grows with every grant and is never given twice
 * @param arrivals how many requests were queued so far; the next one's place in the order of arrival
 * @param time the ledger's time of the last change; the ledger's time stands still while nobody owns it
 * @param budget as last observed; null until PostgreSQL was seen for the first time
 * @param unreachable why the database could not be seen when the agent last looked; null when it could
 */
public record ClusterState(
        long revision,
        long fence,
        long arrivals,
        Instant time,
        @Nullable Budget budget,
        @Nullable String unreachable) implements Entity {
    public static ClusterState initial(Instant time) {
        return new ClusterState(0, 0, 0, time, null, null);
    }

    /** One event later. */
    public ClusterState next(Instant now) {
        return new ClusterState(revision + 1, fence, arrivals, now, budget, unreachable);
    }

    public ClusterState withFence(long given) {
        return new ClusterState(revision, given, arrivals, time, budget, unreachable);
    }

    public ClusterState withArrivals(long arrived) {
        return new ClusterState(revision, fence, arrived, time, budget, unreachable);
    }

    /** PostgreSQL was seen. */
    public ClusterState withBudget(Budget observed) {
        return new ClusterState(revision, fence, arrivals, time, observed, null);
    }

    /** PostgreSQL could not be seen; what was seen last is kept. */
    public ClusterState withUnreachable(String error) {
        return new ClusterState(revision, fence, arrivals, time, budget, error);
    }

    @Override
    public EntityKey key() {
        return EntityKey.CLUSTER;
    }
}
