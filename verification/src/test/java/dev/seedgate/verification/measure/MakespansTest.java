package dev.seedgate.verification.measure;

import static dev.seedgate.verification.measure.Makespans.Way.BY_HAND;
import static dev.seedgate.verification.measure.Makespans.Way.FIRST_IN_FIRST_OUT;
import static dev.seedgate.verification.measure.Makespans.Way.WITHOUT_HISTORY;
import static dev.seedgate.verification.measure.Makespans.Way.WITH_HISTORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people are promised who would else write a loop with {@code &} and {@code wait}. */
class MakespansTest {
    private static final long SEED = 1;

    @ParameterizedTest
    @ValueSource(ints = {7, 14})
    void withHistoryABatchTakesHardlyMoreThanTheLeast(int budget) {
        assertThat(Makespans.draw(SEED, budget).overBound(WITH_HISTORY)).isBetween(1.0, 1.05);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 14})
    void withoutHistoryABatchTakesAsLongAsFirstInFirstOut(int budget) {
        Makespans makespans = Makespans.draw(SEED, budget);

        assertThat(makespans.overBound(WITHOUT_HISTORY))
                .isCloseTo(makespans.overBound(FIRST_IN_FIRST_OUT), within(1e-6))
                .isLessThan(makespans.overBound(BY_HAND));
    }
}
