package dev.seedgate.admission.api.view;

import dev.seedgate.admission.api.view.ScalingView.ClusterScalingView;
import dev.seedgate.admission.readmodel.ClusterScaling;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.ledger.Hold;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@link ScalingView} in words. */
final class ScalingWords {
    private ScalingWords() {}

    static String of(ClusterScalingView cluster, Duration within) {
        String runs =
                "in " + cluster.cluster() + " " + cluster.running() + " seeds run and " + cluster.waiting() + " wait";
        if (cluster.stopped() != null) {
            return runs + ", but nothing is granted: " + cluster.stopped();
        }
        return cluster.waiting() == 0
                ? runs
                : "%s, of which %d could start now and %d more within %d s, so that at most %d run at once; a budget of %d feeds %d"
                        .formatted(
                                runs,
                                cluster.startableNow(),
                                cluster.startableSoon(),
                                within.toSeconds(),
                                cluster.atOnce(),
                                cluster.budget(),
                                cluster.feeds());
    }

    /** Why nothing is granted; null while it is. */
    static @Nullable String stopped(ClusterScaling cluster) {
        ClusterState state = cluster.state();
        if (state == null || state.server() == null) {
            return "PostgreSQL was not seen yet";
        }
        if (state.unreachable() != null) {
            return "PostgreSQL does not answer: " + state.unreachable();
        }
        Hold hold = state.hold();
        return hold == null ? null : "held by " + hold.by() + (hold.reason().isEmpty() ? "" : ": " + hold.reason());
    }
}
