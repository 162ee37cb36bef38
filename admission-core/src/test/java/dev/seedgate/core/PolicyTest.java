package dev.seedgate.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedgate.core.Reservations.Reservation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
    @ParameterizedTest
    @CsvSource({"1,5", "2,10", "3,20", "4,40", "7,300", "100,300"})
    void theBackOffDoublesUpToItsLimit(int failures, long seconds) {
        assertThat(Policy.DEFAULT.backoff(failures)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void everyTimeMustBePositive() {
        assertThatThrownBy(() -> policy(Duration.ZERO, Duration.ofSeconds(5), Duration.ofMillis(7_500), 5))
                .hasMessage("lease must be positive, got: PT0S");
    }

    @Test
    void aHolderIsSuspectedBeforeItsLeaseIsOver() {
        assertThatThrownBy(() -> policy(Duration.ofSeconds(7), Duration.ofSeconds(5), Duration.ofMillis(7_500), 5))
                .hasMessage("suspectAfter must be shorter than lease, got: PT7.5S and PT7S");
    }

    @Test
    void aHolderIsNotSuspectedBeforeItsRenewalIsDue() {
        assertThatThrownBy(() -> policy(Duration.ofSeconds(15), Duration.ofSeconds(8), Duration.ofMillis(7_500), 5))
                .hasMessage("renewal must be shorter than suspectAfter, got: PT8S and PT7.5S");
    }

    @Test
    void aRequestMayLoseItsWorkerAtLeastOnce() {
        assertThatThrownBy(() -> policy(Duration.ofSeconds(15), Duration.ofSeconds(5), Duration.ofMillis(7_500), 0))
                .hasMessage("maxInterruptions must be positive, got: 0");
    }

    @Test
    void reservationsAreNotNegative() {
        assertThatThrownBy(() -> new Reservation("api", -1))
                .hasMessage("the reservation of api must not be negative, got: -1");
        assertThatThrownBy(() -> new Reservations(List.of(), -1)).hasMessage("headroom must not be negative, got: -1");
    }

    @Test
    void aConsumerClassHasOneReservation() {
        assertThatThrownBy(() -> new Reservations(List.of(new Reservation("api", 1), new Reservation("api", 2)), 0))
                .hasMessageStartingWith("every consumer class must have one reservation, got: ");
    }

    private static Policy policy(Duration lease, Duration renewal, Duration suspectAfter, int maxInterruptions) {
        Policy base = Policy.DEFAULT;
        return new Policy(
                lease,
                renewal,
                suspectAfter,
                base.claim(),
                base.drainGrace(),
                base.firstBackoff(),
                base.maxBackoff(),
                maxInterruptions,
                base.outcomeWindow(),
                base.cancelWindow(),
                base.workerWindow(),
                base.observationWindow(),
                base.shares(),
                base.thresholds());
    }
}
