package dev.seedgate.core.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.seedgate.core.workload.Workload.Shape;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code -Dworkload.runs=N} plays so many of each shape. */
class WorkloadTest {
    private static final long RUNS = Long.getLong("workload.runs", 10);

    @ParameterizedTest
    @EnumSource
    void nobodyWaitsForNothingNorLongerThanTheBound(Shape shape) {
        for (long seed = 1; seed <= RUNS; seed++) {
            Workload workload = Workload.of(shape, seed);
            try {
                assertThat(WorkloadRun.play(workload).served())
                        .isEqualTo(workload.arrivals().size());
            } catch (AssertionError e) {
                fail("%s with seed %d: %s".formatted(shape, seed, e.getMessage()), e);
            }
        }
    }

    @Test
    void aGreedyTenantMakesNobodyElseWaitLong() {
        for (long seed = 1; seed <= RUNS; seed++) {
            Map<String, Duration> longest =
                    WorkloadRun.play(Workload.of(Shape.ONE_GREEDY_TENANT, seed)).longestByTenant();
            Duration greedy = longest.getOrDefault("greedy", Duration.ZERO);
            for (int tenant = 0; tenant < 3; tenant++) {
                assertThat(longest.get("modest-" + tenant)).isLessThan(greedy.dividedBy(4));
            }
        }
    }

    @Test
    void theSameSeedIsTheSameRun() {
        for (Shape shape : Shape.values()) {
            assertThat(WorkloadRun.play(Workload.of(shape, 1))).isEqualTo(WorkloadRun.play(Workload.of(shape, 1)));
        }
    }
}
