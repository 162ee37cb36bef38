package dev.seedgate.admission.readmodel;

import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.outlook.Scaling;
import dev.seedgate.core.outlook.WorkersPresent;
import dev.seedgate.protocol.BudgetFigures;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many workers would be of use to one cluster, and what that rests on.
 *
 * @param state the ledger's own; null until it has said anything
 * @param waiting seeds of the kind that was asked about that do not run, for whatever reason
 */
public record ClusterScaling(
        String cluster,
        @Nullable ClusterState state,
        BudgetFigures figures,
        int waiting,
        Scaling scaling,
        WorkersPresent present) {
    /** What begins when the time is over that was looked ahead is still seen. */
    private static final Duration BEYOND = Duration.ofSeconds(1);

    /** Of that cluster at that moment; reads the whole queue, but runs ahead with the {@link FirstInLine} only. */
    static ClusterScaling of(String name, ClusterEntities cluster, Instant now, Scaling.Question question) {
        Instant horizon = now.plus(question.within()).plus(BEYOND);
        long waiting = cluster.waiting().stream()
                .map(live -> live.request())
                .filter(request -> !request.hasHolder()
                        && question.kind().includes(request.scheduling().labels()))
                .count();
        return new ClusterScaling(
                name,
                cluster.state(),
                cluster.ledger().figures(),
                Math.toIntExact(waiting),
                Scaling.of(cluster.ledger(), FirstInLine.of(cluster, horizon), now, question),
                WorkersPresent.of(cluster.ledger(), question.kind()));
    }
}
