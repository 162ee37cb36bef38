package dev.seedgate.admission.readmodel;

import dev.seedgate.admission.readmodel.Waiting.Reason;
import dev.seedgate.core.decide.Decider;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.ledger.ServerView;
import dev.seedgate.protocol.BudgetFigures;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * Counts the waiting requests by the reasons that {@link WaitExplanation} gives, from the indexes alone: of a hundred thousand that
 * wait for the same, it is the size that tells.
 */
final class Loads {
    private final ClusterEntities cluster;
    private final Instant now;
    private final Map<Reason, Integer> waiting = new EnumMap<>(Reason.class);
    private int usable;

    private Loads(ClusterEntities cluster, Instant now) {
        this.cluster = cluster;
        Instant stood = cluster.ledger().state().time();
        this.now = now.isBefore(stood) ? stood : now;
        for (Reason reason : Reason.values()) {
            waiting.put(reason, 0);
        }
    }

    /** @param unread how many the ledger has not read yet */
    static ClusterLoad of(ClusterEntities cluster, int unread, Instant now) {
        Loads loads = new Loads(cluster, now);
        loads.waiting.put(Reason.NOT_YET_READ, unread);
        loads.count();
        ClusterState state = cluster.state();
        ServerView server = state == null ? null : state.server();
        BudgetFigures figures = server == null ? null : cluster.ledger().figures();
        return new ClusterLoad(figures, server, loads.waiting, loads.usable);
    }

    private void count() {
        ClusterState state = cluster.state();
        add(Reason.HELD, cluster.in(Phase.Held.class));
        if (state != null && state.hold() != null) {
            add(Reason.HELD, others());
        } else if (state == null || state.server() == null || state.unreachable() != null) {
            add(Reason.DATABASE_AWAY, others());
        } else {
            add(Reason.PREDECESSOR, cluster.in(Phase.Following.class));
            add(Reason.NOT_BEFORE, cluster.in(Phase.Postponed.class));
            add(Reason.BACK_OFF, cluster.in(Phase.BackingOff.class));
            inQueue();
        }
    }

    /** Those that wait, but for the held ones. */
    private int others() {
        return cluster.in(Phase.Following.class)
                + cluster.in(Phase.Postponed.class)
                + cluster.in(Phase.BackingOff.class)
                + cluster.in(Phase.Waiting.class);
    }

    private void inQueue() {
        NavigableMap<Integer, Integer> candidates =
                cluster.ledger().candidates().byConnections();
        int free = cluster.ledger().figures().free();
        int fitting = sum(candidates.headMap(free, true));
        int all = sum(candidates);
        add(Reason.CONCURRENCY_KEY, cluster.in(Phase.Waiting.class) - all);
        add(Reason.BUDGET, all - fitting);
        if (fitting > 0) {
            add(isReserved(free) ? Reason.RESERVATION : Reason.NO_WORKER, fitting);
            usable = usable(candidates.headMap(free, true), free);
        }
    }

    /** Whether what is free is kept for one that needs more. */
    private boolean isReserved(int free) {
        Optional<LiveRequest> next = Decider.next(cluster.ledger(), now);
        return next.filter(first -> first.request().connections() > free).isPresent();
    }

    /** The largest first, as many as go in. */
    private static int usable(NavigableMap<Integer, Integer> fitting, int free) {
        int left = free;
        for (Map.Entry<Integer, Integer> size : fitting.descendingMap().entrySet()) {
            left -= size.getKey() * Math.min(size.getValue(), left / size.getKey());
        }
        return free - left;
    }

    private static int sum(Map<Integer, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void add(Reason reason, int count) {
        waiting.merge(reason, count, Integer::sum);
    }
}
