package dev.seedgate.core.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.Policy;
import dev.seedgate.core.Reservations;
import dev.seedgate.core.advice.Comparison;
import dev.seedgate.core.advice.Validation;
import dev.seedgate.core.advice.Wish;
import dev.seedgate.core.workload.Workload.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What was played is replayed from its record, and must wait as it did. Not to the second: a replay asks the rules also while nothing
 * happens, so that now and then somebody overtakes who did not. {@code -Dreplay.table=true} prints the table of {@code docs/PLAN.md}.
 */
class WorkloadReplayTest {
    private static final long SEEDS = 2;
    private static final boolean TABLE = Boolean.getBoolean("replay.table");

    @ParameterizedTest
    @EnumSource
    void aReplayUnderTheBudgetInForceForetellsTheWaitsThatWereMeasured(Shape shape) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            WorkloadRun.Result played = WorkloadRun.play(Workload.of(shape, seed));

            Validation validation = Comparison.of(
                            played.history(),
                            Policy.DEFAULT,
                            new Reservations(List.of(), 0),
                            List.of(),
                            new Wish(Duration.ofMinutes(2)))
                    .inForce();

            if (TABLE) {
                print(shape, validation);
            }
            assertThat(validation.requests()).isEqualTo(played.served());
            assertThat(validation.medianError()).isZero();
            assertThat(validation.p95Error())
                    .isLessThanOrEqualTo(validation.measured().p95().dividedBy(100));
        }
    }

    private static void print(Shape shape, Validation validation) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %d / %d s | %d / %d s | %d / %d s | %d s | %d s |%n",
                shape.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                validation.requests(),
                validation.measured().median().toSeconds(),
                validation.foretold().median().toSeconds(),
                validation.measured().p95().toSeconds(),
                validation.foretold().p95().toSeconds(),
                validation.measured().longest().toSeconds(),
                validation.foretold().longest().toSeconds(),
                validation.medianError().toSeconds(),
                validation.p95Error().toSeconds());
    }
}
