package dev.seedgate.verification.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.verification.measure.ScalingCurve.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The curve that the documentation shows is what it says it is. */
class ScalingCurveTest {
    private final ScalingCurve curve = new ScalingCurve(1);
    private final List<Row> rows = curve.run();

    @Test
    void followsWhatTheBudgetFeedsAndNotTheLengthOfTheQueue() {
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.figures().charged()).isLessThanOrEqualTo(ScalingCurve.BUDGET);
            assertThat(row.wanted())
                    .isLessThanOrEqualTo(Math.max(row.busy(), ScalingCurve.BUDGET / ScalingCurve.SLOTS));
            assertThat(row.wanted()).isGreaterThanOrEqualTo(row.busy());
        });
        assertThat(rows).anySatisfy(row -> assertThat(row.waiting()).isGreaterThan(40));
    }

    @Test
    void beginsAndEndsWithoutAnyWorker() {
        assertThat(rows.getFirst().replicas()).isZero();
        assertThat(rows.getLast().replicas()).isZero();
        assertThat(rows.getLast().waiting()).isZero();
    }

    @Test
    void tellsBusyWorkersToEndAndLosesNothing() {
        assertThat(curve.workers().drainedBusy()).isPositive();
        assertThat(curve.workers().succeeded()).isEqualTo(curve.posted());
    }
}
