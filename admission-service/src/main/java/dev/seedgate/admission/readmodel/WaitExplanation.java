package dev.seedgate.admission.readmodel;

import dev.seedgate.admission.readmodel.Waiting.Reason;
import dev.seedgate.core.ledger.Budget;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.ledger.LiveRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says why the waiting seeds of one cluster wait, as the ledger stands now. Made for one answer: a list of many seeds counts the
 * queue once.
 */
final class WaitExplanation {
    private final ClusterEntities cluster;
    private final Map<String, Integer> positions = new HashMap<>();

    WaitExplanation(ClusterEntities cluster) {
        this.cluster = cluster;
        for (LiveRequest live : cluster.queue()) {
            positions.put(live.id(), positions.size() + 1);
        }
    }

    /** Empty for a seed that does not wait, or whose change the ledger's topic has not shown yet. */
    Optional<Waiting> of(SeedEntry entry) {
        return switch (entry.state()) {
            case ACCEPTED ->
                Optional.of(new Waiting(
                        Reason.NOT_YET_READ, null, "accepted and safe on the broker; the ledger has not read it yet"));
            case QUEUED, RETRYING -> cluster.request(entry.request().id()).flatMap(this::of);
            case RUNNING, SUCCEEDED, DEAD, CANCELLED -> Optional.empty();
        };
    }

    private Optional<Waiting> of(LiveRequest live) {
        return switch (live.phase()) {
            case LiveRequest.Phase.Running running -> Optional.empty();
            case LiveRequest.Phase.BackingOff backingOff ->
                Optional.of(databaseAway(null)
                        .orElseGet(() -> new Waiting(
                                Reason.BACK_OFF,
                                null,
                                "attempt " + live.attempt() + " of "
                                        + live.request().maxAttempts() + " begins at " + backingOff.until()
                                        + "; the last one failed: " + live.lastError())));
            case LiveRequest.Phase.Waiting waiting -> Optional.of(inQueue(live));
        };
    }

    private Waiting inQueue(LiveRequest live) {
        Integer position = positions.get(live.id());
        return databaseAway(position)
                .or(() -> lacksConnections(live, position))
                .orElseGet(() -> lacksWorker(live, position));
    }

    private Optional<Waiting> databaseAway(@Nullable Integer position) {
        ClusterState state = cluster.state();
        if (state == null || (state.budget() == null && state.unreachable() == null)) {
            return Optional.of(new Waiting(Reason.DATABASE_AWAY, position, "PostgreSQL has not been seen yet"));
        }
        return Optional.ofNullable(state.unreachable())
                .map(why -> new Waiting(Reason.DATABASE_AWAY, position, "PostgreSQL does not answer: " + why));
    }

    /** Nobody overtakes: where the first in line does not fit, all behind it wait for it. */
    private Optional<Waiting> lacksConnections(LiveRequest live, @Nullable Integer position) {
        Budget budget = cluster.budget();
        int size = budget == null ? 0 : budget.seedBudget();
        int free = size - cluster.charged();
        LiveRequest first = cluster.queue().getFirst();
        String figures = free + " of " + size + " connections are free";
        if (first.request().connections() > free && !first.id().equals(live.id())) {
            return Optional.of(new Waiting(
                    Reason.BUDGET,
                    position,
                    figures + "; " + first.id() + " is first in line and needs "
                            + first.request().connections() + ", this one is number " + position + " and needs "
                            + live.request().connections()));
        }
        return live.request().connections() > free
                ? Optional.of(new Waiting(
                        Reason.BUDGET,
                        position,
                        figures + ", this one needs " + live.request().connections() + "; " + holders()))
                : Optional.empty();
    }

    private String holders() {
        return cluster.tokens().isEmpty()
                ? "no token holds any, the others have the rest"
                : cluster.tokens().size() + " tokens hold " + cluster.charged();
    }

    private Waiting lacksWorker(LiveRequest live, @Nullable Integer position) {
        int needed = live.request().connections();
        long suitable = cluster.bids().stream()
                .filter(bid -> bid.maxConnections() >= needed)
                .count();
        String text = suitable == 0
                ? "no worker that takes " + needed + " connections is free; known workers: " + cluster.workers()
                : "number " + position + " in line for " + suitable + " free worker slots";
        return new Waiting(Reason.NO_WORKER, position, text);
    }
}
