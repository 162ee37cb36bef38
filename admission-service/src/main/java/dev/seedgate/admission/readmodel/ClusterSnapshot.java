package dev.seedgate.admission.readmodel;

import dev.seedgate.core.ledger.Budget;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.ledger.Hold;
import dev.seedgate.core.ledger.ServerView;
import org.jspecify.annotations.Nullable;

/**
 * A cluster at one moment.
 *
 * @param state the ledger's own; null until it has said anything
 * @param charged connections that tokens have
 */
public record ClusterSnapshot(
        String cluster, @Nullable ClusterState state, int charged, LiveSeeds seeds, int bids, int workers, int tokens) {
    /** The server as it was last seen; null until it was seen for the first time. */
    public @Nullable ServerView server() {
        return state == null ? null : state.server();
    }

    /** Null until PostgreSQL was seen for the first time. */
    public @Nullable Budget budget() {
        return state == null ? null : state.budget();
    }

    /** Why PostgreSQL could not be seen last; null when it could. */
    public @Nullable String unreachable() {
        return state == null ? null : state.unreachable();
    }

    /** Who stopped the granting; null while it goes on. */
    public @Nullable Hold hold() {
        return state == null ? null : state.hold();
    }

    /** Whether the ledger has decided what an operator asked under this id. */
    public boolean decided(String act) {
        return state != null && state.acts().contains(act);
    }

    /** How many unfinished seeds the ledger has, by where they stand. */
    public record LiveSeeds(int queued, int running, int retrying, int held) {}
}
