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

    @Override
    public EntityKey key() {
        return EntityKey.CLUSTER;
    }
}
