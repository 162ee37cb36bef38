package dev.seedgate.admission.api.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.admission.readmodel.ClusterScaling;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.outlook.Scaling;
import dev.seedgate.core.outlook.WorkersPresent;
import dev.seedgate.protocol.BudgetFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ScalingViewTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void theClusterThatNeedsMostCountsAndABusyWorkerCountsOnce() {
        ScalingView view = ScalingView.of(
                List.of(
                        cluster("main", new Scaling(new TreeSet<>(List.of("ada")), 1, 4, 1, 6, 7), Map.of("ada", 3)),
                        cluster("other", new Scaling(new TreeSet<>(List.of("ada")), 1, 0, 0, 1, 7), Map.of("bob", 2))),
                null,
                MINUTE);

        assertThat(view.slots()).isEqualTo(3);
        assertThat(view.workers()).isEqualTo(2);
        assertThat(view.busy()).isEqualTo(1);
        assertThat(view.present()).isEqualTo(2);
        assertThat(view.clusters())
                .extracting(ScalingView.ClusterScalingView::workers)
                .containsExactly(2, 1);
    }

    @Test
    void whatItIsToldOfTheSlotsComesBeforeWhatItSees() {
        ClusterScaling cluster = cluster("main", new Scaling(new TreeSet<>(), 0, 6, 0, 6, 7), Map.of("ada", 3));

        assertThat(ScalingView.of(List.of(cluster), 1, MINUTE).workers()).isEqualTo(6);
    }

    @Test
    void saysThatNothingIsGrantedOfAClusterThatWasNotSeen() {
        ScalingView view = ScalingView.of(
                List.of(cluster("main", new Scaling(new TreeSet<>(), 0, 0, 0, 0, 0), Map.of())), null, MINUTE);

        assertThat(view.slots()).isEqualTo(2);
        assertThat(view.workers()).isZero();
        assertThat(view.clusters().getFirst().stopped()).isEqualTo("PostgreSQL was not seen yet");
        assertThat(view.why()).contains("nothing is granted: PostgreSQL was not seen yet");
    }

    private static ClusterScaling cluster(String name, Scaling scaling, Map<String, Integer> slots) {
        return new ClusterScaling(
                name,
                ClusterState.initial(Instant.EPOCH),
                BudgetFigures.of(14, 2),
                20,
                scaling,
                new WorkersPresent(slots));
    }
}
