package dev.seedgate.core.ledger;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger knows besides its entities.
 *
 * @param revision grows by one with every event
 * @param fence the last one given; grows with every grant and is never given twice
 * @param arrivals how many requests were queued so far; the next one's place in the order of arrival
 * @param time the ledger's time of the last change; the ledger's time stands still while nobody owns it
 * @param server as last observed; null until PostgreSQL was seen for the first time
 * @param unreachable why the database could not be seen when the agent last looked; null when it could
 * @param hold who stopped the granting; null while it goes on
 * @param acts ids of what operators did last, the latest first
 */
public record ClusterState(
        long revision,
        long fence,
        long arrivals,
        Instant time,
        @Nullable ServerView server,
        @Nullable String unreachable,
        @Nullable Hold hold,
        List<String> acts)
        implements Entity {
    /** How many acts are remembered: more than operators do while a record is under way. */
    public static final int REMEMBERED_ACTS = 16;

    public ClusterState {
        acts = List.copyOf(acts);
    }

    public static ClusterState initial(Instant time) {
        return new ClusterState(0, 0, 0, time, null, null, null, List.of());
    }

    /** What tokens may have together; null until PostgreSQL was seen for the first time. */
    public @Nullable Budget budget() {
        return server == null ? null : server.budget();
    }

    /** One event later. */
    public ClusterState next(Instant now) {
        return new ClusterState(revision + 1, fence, arrivals, now, server, unreachable, hold, acts);
    }

    public ClusterState withFence(long given) {
        return new ClusterState(revision, given, arrivals, time, server, unreachable, hold, acts);
    }

    public ClusterState withArrivals(long arrived) {
        return new ClusterState(revision, fence, arrived, time, server, unreachable, hold, acts);
    }

    /** PostgreSQL was seen. */
    public ClusterState withServer(ServerView observed) {
        return new ClusterState(revision, fence, arrivals, time, observed, null, hold, acts);
    }

    /** PostgreSQL could not be seen; what was seen last is kept. */
    public ClusterState withUnreachable(String error) {
        return new ClusterState(revision, fence, arrivals, time, server, error, hold, acts);
    }

    /** Granting stops, or goes on. */
    public ClusterState withHold(@Nullable Hold stopped) {
        return new ClusterState(revision, fence, arrivals, time, server, unreachable, stopped, acts);
    }

    /** An operator did something. */
    public ClusterState withAct(String id) {
        List<String> remembered = Stream.concat(Stream.of(id), acts.stream())
                .limit(REMEMBERED_ACTS)
                .toList();
        return new ClusterState(revision, fence, arrivals, time, server, unreachable, hold, remembered);
    }

    @Override
    public EntityKey key() {
        return EntityKey.CLUSTER;
    }
}
