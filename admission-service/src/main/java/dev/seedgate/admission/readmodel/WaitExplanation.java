package dev.seedgate.admission.readmodel;

import dev.seedgate.admission.readmodel.Waiting.Reason;
import dev.seedgate.core.ledger.Bid;
import dev.seedgate.core.ledger.Budget;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.ledger.Hold;
import dev.seedgate.core.ledger.LiveRequest;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says why the waiting seeds of one cluster wait, by the rules of {@code dev.seedgate.core.decide.Admission}. Made for one answer:
 * a list of many seeds counts the queue once.
 */
final class WaitExplanation {
    private final ClusterEntities cluster;
    private final Map<String, Integer> positions = new HashMap<>();
    private final int largestBid;
    private final @Nullable LiveRequest first;

    WaitExplanation(ClusterEntities cluster) {
        this.cluster = cluster;
        this.largestBid =
                cluster.bids().stream().mapToInt(Bid::maxConnections).max().orElse(0);
        this.first = cluster.queue().stream()
                .filter(live -> live.request().connections() <= Math.min(largestPossible(), largestBid))
                .findFirst()
                .orElse(null);
        cluster.queue().forEach(live -> positions.put(live.id(), positions.size() + 1));
    }

    /** Empty for a seed that does not wait, or whose change the ledger's topic has not shown yet. */
    Optional<Waiting> of(SeedEntry entry) {
        return switch (entry.state()) {
            case ACCEPTED ->
                Optional.of(new Waiting(
                        Reason.NOT_YET_READ, null, "accepted and safe on the broker; the ledger has not read it yet"));
            case QUEUED, RETRYING, HELD -> cluster.request(entry.request().id()).flatMap(this::of);
            case RUNNING, SUCCEEDED, DEAD, CANCELLED -> Optional.empty();
        };
    }

    private Optional<Waiting> of(LiveRequest live) {
        return switch (live.phase()) {
            case LiveRequest.Phase.Running running -> Optional.empty();
            case LiveRequest.Phase.Held held ->
                Optional.of(new Waiting(
                        Reason.HELD, null, "an operator stopped it; it goes on when the cluster is resumed"));
            case LiveRequest.Phase.BackingOff backingOff ->
                databaseAway(null).or(() -> Optional.of(backingOff(live, backingOff)));
            case LiveRequest.Phase.Waiting waiting -> Optional.of(inQueue(live));
        };
    }

    private static Waiting backingOff(LiveRequest live, LiveRequest.Phase.BackingOff phase) {
        String last = live.lastError() == null ? "" : "; the last run: " + live.lastError();
        return new Waiting(
                Reason.BACK_OFF,
                null,
                "attempt " + live.attempt() + " of " + live.request().maxAttempts() + " may begin at " + phase.until()
                        + last);
    }

    private Waiting inQueue(LiveRequest live) {
        Integer position = positions.get(live.id());
        return databaseAway(position)
                .or(() -> clusterHeld(position))
                .or(() -> tooLarge(live, position))
                .or(() -> lacksWorker(live, position))
                .or(() -> lacksConnections(live, position))
                .orElseGet(() -> new Waiting(Reason.NO_WORKER, position, "its turn has come; it is about to start"));
    }

    private Optional<Waiting> databaseAway(@Nullable Integer position) {
        ClusterState state = cluster.state();
        String unreachable = state == null ? null : state.unreachable();
        if (unreachable != null) {
            return Optional.of(
                    new Waiting(Reason.DATABASE_AWAY, position, "PostgreSQL does not answer: " + unreachable));
        }
        return cluster.budget() == null
                ? Optional.of(new Waiting(Reason.DATABASE_AWAY, position, "PostgreSQL has not been seen yet"))
                : Optional.empty();
    }

    private Optional<Waiting> clusterHeld(@Nullable Integer position) {
        ClusterState state = cluster.state();
        Hold hold = state == null ? null : state.hold();
        return hold == null
                ? Optional.empty()
                : Optional.of(new Waiting(
                        Reason.HELD,
                        position,
                        hold.by() + " stopped the granting at " + hold.since().truncatedTo(ChronoUnit.SECONDS)
                                + (hold.reason().isBlank() ? "" : ": " + hold.reason())));
    }

    /** The server shrank, or reservations grew, after it was accepted. */
    private Optional<Waiting> tooLarge(LiveRequest live, @Nullable Integer position) {
        int needed = live.request().connections();
        return needed > largestPossible()
                ? Optional.of(new Waiting(
                        Reason.BUDGET,
                        position,
                        "it needs " + needed + " connections, and now the cluster cannot grant more than "
                                + largestPossible() + " at a time"))
                : Optional.empty();
    }

    private Optional<Waiting> lacksWorker(LiveRequest live, @Nullable Integer position) {
        int needed = live.request().connections();
        return needed > largestBid
                ? Optional.of(new Waiting(
                        Reason.NO_WORKER,
                        position,
                        "no worker that takes " + needed + " connections is free; known workers: " + cluster.workers()))
                : Optional.empty();
    }

    /** The first that could run and does not fit holds up all behind it. */
    private Optional<Waiting> lacksConnections(LiveRequest live, @Nullable Integer position) {
        Budget budget = cluster.budget();
        int size = budget == null ? 0 : budget.seedBudget();
        int free = size - cluster.charged();
        if (first == null || first.request().connections() <= free) {
            return Optional.empty();
        }
        String figures = Math.max(0, free) + " of " + Math.max(0, size) + " connections are free, tokens hold "
                + cluster.charged() + "; ";
        String who = first.id().equals(live.id())
                ? "this one is next and needs " + live.request().connections()
                : first.id() + " is before it and needs " + first.request().connections();
        return Optional.of(new Waiting(Reason.BUDGET, position, figures + who));
    }

    private int largestPossible() {
        Budget budget = cluster.budget();
        return budget == null ? Integer.MAX_VALUE : budget.largestPossible();
    }
}
