package dev.seedgate.admission.readmodel;

import dev.seedgate.core.Policy;
import dev.seedgate.core.Reservations;
import dev.seedgate.core.ledger.Bid;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.ledger.Entity;
import dev.seedgate.core.ledger.EntityKey;
import dev.seedgate.core.ledger.Ledger;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.Outcome;
import dev.seedgate.core.ledger.RememberedCancel;
import dev.seedgate.core.ledger.RememberedRetry;
import dev.seedgate.core.ledger.SeedTimes;
import dev.seedgate.core.ledger.TenantUse;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.ledger.Worker;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One cluster's ledger as its topic tells it. Not thread-safe, but for reading. */
final class ClusterEntities {
    private final Ledger mirror;
    private final Map<String, LiveRequest> requests = new HashMap<>();
    private final NavigableSet<LiveRequest> waiting = new TreeSet<>(LiveRequest.QUEUE_ORDER);
    /** How many unfinished ones are in which phase. */
    private final Map<Class<?>, Integer> phases = new HashMap<>();

    private final Map<String, Worker> workers = new HashMap<>();
    private final StartEstimates estimates = new StartEstimates(this);
    private @Nullable ClusterState state;

    ClusterEntities(String cluster, Policy policy) {
        this.mirror = new Ledger(cluster, policy, new Reservations(List.of(), 0), Instant.EPOCH);
    }

    void put(Entity entity) {
        mirror.restore(entity);
        switch (entity) {
            case ClusterState newState -> state = newState;
            case LiveRequest live -> putRequest(live);
            case Worker worker -> workers.put(worker.name(), worker);
            case Token token -> {}
            case Bid bid -> {}
            case Outcome outcome -> {}
            case RememberedCancel cancel -> {}
            case RememberedRetry retry -> {}
            case SeedTimes times -> {}
            case TenantUse use -> {}
        }
    }

    void remove(EntityKey key) {
        mirror.forget(key);
        switch (key.kind()) {
            case REQUEST -> removeRequest(key.id());
            case WORKER -> workers.remove(key.id());
            case CLUSTER, TOKEN, BID, OUTCOME, CANCEL, RETRY, SEED, TENANT -> {}
        }
    }

    private void putRequest(LiveRequest live) {
        removeRequest(live.id());
        requests.put(live.id(), live);
        phases.merge(live.phase().getClass(), 1, Integer::sum);
        if (!live.isRunning()) {
            waiting.add(live);
        }
    }

    private void removeRequest(String id) {
        LiveRequest known = requests.remove(id);
        if (known != null) {
            waiting.remove(known);
            phases.merge(known.phase().getClass(), -1, Integer::sum);
        }
    }

    /** The ledger itself, to be asked and not to be changed. */
    Ledger ledger() {
        return mirror;
    }

    /** When those that wait will start. */
    StartEstimates estimates() {
        return estimates;
    }

    Collection<Token> tokens() {
        return mirror.tokens();
    }

    Collection<LiveRequest> requests() {
        return requests.values();
    }

    /** How many unfinished requests are in that phase. */
    int in(Class<? extends LiveRequest.Phase> phase) {
        return phases.getOrDefault(phase, 0);
    }

    Optional<LiveRequest> request(String id) {
        return Optional.ofNullable(requests.get(id));
    }

    /** Those that do not run, for whatever reason, in the order of {@link LiveRequest#QUEUE_ORDER}. */
    NavigableSet<LiveRequest> waiting() {
        return waiting;
    }

    Collection<Bid> bids() {
        return mirror.bids();
    }

    int workers() {
        return workers.size();
    }

    /** All that were there within the last hour. */
    Collection<Worker> knownWorkers() {
        return workers.values();
    }

    @Nullable ClusterState state() {
        return state;
    }

    /** Connections that tokens have, live and draining ones. */
    int charged() {
        return mirror.figures().charged();
    }
}
