package dev.seedgate.admission.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The ledger's time against clocks that jump. */
class LedgerClockTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final AtomicLong nanos = new AtomicLong(1_000);

    @Test
    void startsAtTheWallClockAndAdvancesWithTheMonotonicOne() {
        LedgerClock clock = clock(NOON, Instant.EPOCH);

        pass(Duration.ofSeconds(90));

        assertThat(clock.now()).isEqualTo(NOON.plusSeconds(90));
    }

    @Test
    void startsAtTheStoredTimeWhereTheWallClockIsBehindIt() {
        LedgerClock clock = clock(NOON.minusSeconds(3_600), NOON);

        assertThat(clock.now()).isEqualTo(NOON);
    }

    @Test
    void datesARecordThatWasReadLateByTheBrokersOwnClock() {
        LedgerClock clock = clock(NOON, Instant.EPOCH);
        clock.brokerShowed(500_000); // far from our wall clock, and that does not matter

        pass(Duration.ofSeconds(10));

        assertThat(clock.appended(500_000 + 7_000, clock.now()))
                .isEqualTo(clock.now().minusSeconds(3));
    }

    @Test
    void neverDatesARecordAfterNow() {
        LedgerClock clock = clock(NOON, Instant.EPOCH);
        clock.brokerShowed(500_000);

        assertThat(clock.appended(900_000, clock.now())).isEqualTo(clock.now());
    }

    @Test
    void aBrokerClockThatIsSetBackCannotAgeWhatWasReadAtOnce() {
        LedgerClock clock = clock(NOON, Instant.EPOCH);
        clock.brokerShowed(10_000_000);
        clock.caughtUp(clock.now());
        pass(Duration.ofMillis(40));

        Instant appended = clock.appended(10_000_000 - 3_600_000, clock.now());

        assertThat(appended).isEqualTo(clock.now().minusMillis(40));
    }

    private LedgerClock clock(Instant wallClock, Instant stored) {
        return new LedgerClock(wallClock, stored, nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
