package dev.seedgate.admission.readmodel;

import dev.seedgate.core.ledger.Bid;
import dev.seedgate.core.ledger.Budget;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.ledger.Entity;
import dev.seedgate.core.ledger.EntityKey;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.Outcome;
import dev.seedgate.core.ledger.RememberedCancel;
import dev.seedgate.core.ledger.SeedTimes;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.ledger.Worker;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One cluster's ledger as its topic tells it. Not thread-safe. */
final class ClusterEntities {
    private final Map<String, Token> tokens = new TreeMap<>();
    private final Map<String, LiveRequest> requests = new HashMap<>();
    private final NavigableSet<LiveRequest> queue = new TreeSet<>(LiveRequest.QUEUE_ORDER);
    private final Map<String, Bid> bids = new HashMap<>();
    private final Map<String, Worker> workers = new HashMap<>();
    private @Nullable ClusterState state;

    void put(Entity entity) {
        switch (entity) {
            case ClusterState newState -> state = newState;
            case Token token -> tokens.put(token.terms().id(), token);
            case LiveRequest live -> putRequest(live);
            case Bid bid -> bids.put(bid.id(), bid);
            case Worker worker -> workers.put(worker.name(), worker);
            case Outcome ended -> {}
            case RememberedCancel cancel -> {}
            case SeedTimes times -> {}
        }
    }

    void remove(EntityKey key) {
        switch (key.kind()) {
            case CLUSTER -> state = null;
            case TOKEN -> tokens.remove(key.id());
            case REQUEST -> removeRequest(key.id());
            case BID -> bids.remove(key.id());
            case WORKER -> workers.remove(key.id());
            case OUTCOME, CANCEL, SEED -> {}
        }
    }

    private void putRequest(LiveRequest live) {
        removeRequest(live.id());
        requests.put(live.id(), live);
        if (live.phase() instanceof LiveRequest.Phase.Waiting) {
            queue.add(live);
        }
    }

    private void removeRequest(String id) {
        LiveRequest known = requests.remove(id);
        if (known != null) {
            queue.remove(known);
        }
    }

    Collection<Token> tokens() {
        return tokens.values();
    }

    Collection<LiveRequest> requests() {
        return requests.values();
    }

    Optional<LiveRequest> request(String id) {
        return Optional.ofNullable(requests.get(id));
    }

    /** Those who may be given a token, in the order of {@link LiveRequest#QUEUE_ORDER}. */
    NavigableSet<LiveRequest> queue() {
        return queue;
    }

    Collection<Bid> bids() {
        return bids.values();
    }

    int workers() {
        return workers.size();
    }

    @Nullable ClusterState state() {
        return state;
    }

    /** Null until PostgreSQL was seen. */
    @Nullable Budget budget() {
        return state == null ? null : state.budget();
    }

    /** Connections that tokens have, live and draining ones. */
    int charged() {
        return tokens.values().stream()
                .mapToInt(token -> token.terms().connections())
                .sum();
    }
}
