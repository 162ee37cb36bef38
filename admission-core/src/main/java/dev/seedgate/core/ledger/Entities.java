package dev.seedgate.core.ledger;

import dev.seedgate.core.Policy;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The entities of one cluster with every index kept beside them. Putting and removing are the only ways to change them, whether
 * an event is applied or a stored entity restored, so an index cannot differ between the two.
 */
final class Entities {
    final Candidates candidates = new Candidates();
    final Dependants dependants = new Dependants();
    /** By their arrival. */
    final NavigableMap<Long, LiveRequest> held = new TreeMap<>();

    /** How many want connections: those in the queue, those that follow others, and those whose run failed; not those that begin later. */
    int waiting;

    final BatchIndex batches = new BatchIndex();
    final BidIndex bids = new BidIndex();
    final TokenIndex tokens = new TokenIndex();
    final Deadlines deadlines = new Deadlines();

    private final Policy policy;
    private final Map<EntityKey, Entity> byKey = new HashMap<>();

    Entities(Policy policy) {
        this.policy = policy;
    }

    /** Looked up by key only; the order of its entries means nothing. */
    Map<EntityKey, Entity> byKey() {
        return byKey;
    }

    <E extends Entity> Optional<E> find(EntityKey key, Class<E> type) {
        return Optional.ofNullable(byKey.get(key)).map(type::cast);
    }

    /** Returns what stood there before. */
    Optional<Entity> put(Entity entity) {
        Entity before = byKey.put(entity.key(), entity);
        if (before != null) {
            unindex(before);
        }
        index(entity);
        deadlines.set(entity.key(), deadlineOf(entity));
        refreshWorkerOf(entity);
        return Optional.ofNullable(before);
    }

    /**
     * Returns what stood there before.
     *
     * @throws IllegalStateException when there is no such entity
     */
    Entity remove(EntityKey key) {
        Entity before = byKey.remove(key);
        if (before == null) {
            throw new IllegalStateException("cannot remove " + key + ": there is no such entity");
        }
        unindex(before);
        deadlines.set(key, null);
        refreshWorkerOf(before);
        return before;
    }

    private void index(Entity entity) {
        switch (entity) {
            case LiveRequest live -> {
                batches.add(live);
                candidates.add(live);
                dependants.add(live);
                waiting += mayWantConnections(live) ? 1 : 0;
                if (isHeld(live)) {
                    held.put(live.place().arrival(), live);
                }
            }
            case Bid bid -> bids.add(bid);
            case Token token -> tokens.add(token);
            case Worker worker -> {}
            case Outcome outcome -> {}
            case RememberedCancel cancel -> {}
            case RememberedRetry retry -> {}
            case SeedTimes times -> {}
            case TenantUse use -> {}
            case ClusterState state -> {}
        }
    }

    private void unindex(Entity entity) {
        switch (entity) {
            case LiveRequest live -> {
                batches.remove(live);
                candidates.remove(live);
                dependants.remove(live);
                waiting -= mayWantConnections(live) ? 1 : 0;
                if (isHeld(live)) {
                    held.remove(live.place().arrival());
                }
            }
            case Bid bid -> bids.remove(bid);
            case Token token -> tokens.remove(token);
            case Worker worker -> {}
            case Outcome outcome -> {}
            case RememberedCancel cancel -> {}
            case RememberedRetry retry -> {}
            case SeedTimes times -> {}
            case TenantUse use -> {}
            case ClusterState state -> {}
        }
    }

    private static boolean mayWantConnections(LiveRequest live) {
        return switch (live.phase()) {
            case LiveRequest.Phase.Waiting waiting -> true;
            case LiveRequest.Phase.Following following -> true;
            case LiveRequest.Phase.BackingOff backingOff -> true;
            case LiveRequest.Phase.Postponed postponed -> false;
            case LiveRequest.Phase.Running running -> false;
            case LiveRequest.Phase.Held held -> false;
        };
    }

    private static boolean isHeld(LiveRequest live) {
        return live.phase() instanceof LiveRequest.Phase.Held;
    }

    private @Nullable Instant deadlineOf(Entity entity) {
        return switch (entity) {
            case LiveRequest live -> live.nextMoment();
            case Token.Live token -> token.deadline();
            case Token.Draining token -> token.holderUntil();
            case Bid bid -> bid.expiresAt();
            case Worker worker -> holdsNothing(worker) ? worker.lastSeen().plus(policy.workerWindow()) : null;
            case Outcome outcome -> outcome.forgetAt();
            case RememberedCancel cancel -> cancel.forgetAt();
            case RememberedRetry retry -> retry.forgetAt();
            case SeedTimes times -> times.forgetAt();
            case TenantUse use -> use.forgetAt();
            case ClusterState state -> null;
        };
    }

    /** A worker is forgotten for its silence only once it has neither token nor bid, so its moment changes with theirs. */
    private void refreshWorkerOf(Entity entity) {
        String name = switch (entity) {
            case Bid bid -> bid.worker().name();
            case Token token -> token.terms().holder().name();
            case LiveRequest live -> null;
            case Worker worker -> null;
            case Outcome outcome -> null;
            case RememberedCancel cancel -> null;
            case RememberedRetry retry -> null;
            case SeedTimes times -> null;
            case TenantUse use -> null;
            case ClusterState state -> null;
        };
        if (name != null) {
            find(EntityKey.worker(name), Worker.class)
                    .ifPresent(worker -> deadlines.set(worker.key(), deadlineOf(worker)));
        }
    }

    private boolean holdsNothing(Worker worker) {
        return tokens.heldBy(worker.name()).isEmpty() && bids.of(worker.name()).isEmpty();
    }
}
