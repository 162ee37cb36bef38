package dev.seedgate.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.worker.lease.Worth.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a holder says that it has must never be less than what it has. */
class WorthTest {
    private final Worth worth = new Worth(2);

    @Test
    void isWhatWasGranted() {
        assertThat(worth.kept()).isEqualTo(2);
        assertThat(worth.statement()).isEqualTo(new Statement(2, 0));
    }

    @Test
    void isMoreAsSoonAsTheLedgerSaysSo() {
        worth.resized(6, 1);

        assertThat(worth.kept()).isEqualTo(6);
        assertThat(worth.statement()).isEqualTo(new Statement(6, 1));
    }

    @Test
    void isLessOnlyWhenTheOthersAreGone() {
        worth.resized(6, 1);
        worth.resized(3, 2);

        assertThat(worth.kept()).isEqualTo(3);
        assertThat(worth.statement()).isEqualTo(new Statement(6, 2));
        worth.returned(3);
        assertThat(worth.statement()).isEqualTo(new Statement(3, 2));
    }

    @Test
    void knowsAnOldWordFromANewOne() {
        worth.resized(6, 2);
        worth.resized(4, 1);

        assertThat(worth.statement()).isEqualTo(new Statement(6, 2));
    }

    @Test
    void takesNoMoreThanTheRunCanUse() {
        worth.keepOnly(1);
        worth.resized(6, 1);

        assertThat(worth.kept()).isEqualTo(1);
        assertThat(worth.statement()).isEqualTo(new Statement(6, 1));
        worth.returned(1);
        assertThat(worth.statement()).isEqualTo(new Statement(1, 1));
    }

    @Test
    void doesNotReturnWhatItWasGivenAgainMeanwhile() {
        worth.resized(6, 1);
        worth.resized(3, 2);
        worth.resized(6, 3);
        worth.returned(3);

        assertThat(worth.statement()).isEqualTo(new Statement(6, 3));
    }

    @Test
    void tellsOfEveryChange() {
        var changes = new AtomicInteger();
        worth.whenChanged(changes::incrementAndGet);

        worth.resized(6, 1);
        worth.resized(5, 1);
        worth.keepOnly(2);
        worth.returned(2);

        assertThat(changes).hasValue(3);
    }
}
