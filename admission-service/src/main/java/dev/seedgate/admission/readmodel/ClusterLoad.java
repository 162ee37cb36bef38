package dev.seedgate.admission.readmodel;

import dev.seedgate.core.ledger.ServerView;
import dev.seedgate.protocol.BudgetFigures;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster's connections do, and how many requests wait for what.
 *
 * @param figures null until PostgreSQL was seen for the first time
 * @param server as it was last seen; null likewise
 * @param waiting how many requests wait for each reason; every reason is there
 * @param usable connections that are free, and that candidates would fit into; 0 while nothing is to be granted
 */
public record ClusterLoad(
        @Nullable BudgetFigures figures,
        @Nullable ServerView server,
        Map<Waiting.Reason, Integer> waiting,
        int usable) {
    public ClusterLoad {
        waiting = Map.copyOf(waiting);
    }

    /** How many wait for this reason. */
    public int waiting(Waiting.Reason reason) {
        return waiting.getOrDefault(reason, 0);
    }
}
