package dev.seedgate.admission.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTimesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2026-02-02T02:00:00Z, 2026-02-02T01:00:00Z", // at the time itself the time before is not the last
        "2026-02-02T00:59:59Z, 2026-02-01T01:00:00Z",
        "2026-02-02T01:00:00Z, 2026-02-02T01:00:00Z",
        "2026-07-02T12:00:00Z, 2026-07-02T00:00:00Z"
    })
    void theLastTimeIsMeantInItsZone(Instant now, Instant last) {
        assertThat(CronTimes.of("0 2 * * *", BERLIN).lastUpTo(now)).contains(last);
    }

    @ParameterizedTest
    @CsvSource({
        // clocks are set back from three to two: the hour counts once
        "2026-10-25T00:00:00Z, 2026-10-25T00:00:00Z",
        "2026-10-25T00:59:59Z, 2026-10-25T00:00:00Z",
        "2026-10-25T01:30:00Z, 2026-10-25T00:00:00Z",
        // clocks are set forward from two to three: the hour that is skipped counts as the one after it
        "2026-03-29T00:59:59Z, 2026-03-28T01:00:00Z",
        "2026-03-29T01:00:00Z, 2026-03-29T01:00:00Z",
        "2026-03-29T12:00:00Z, 2026-03-29T01:00:00Z"
    })
    void everyDayHasItsTimeOnce(Instant now, Instant last) {
        assertThat(CronTimes.of("0 2 * * *", BERLIN).lastUpTo(now)).contains(last);
    }

    @Test
    void theNextTimeIsMeantInItsZoneToo() {
        CronTimes times = CronTimes.of("0 2 * * *", BERLIN);

        assertThat(times.nextAfter(Instant.parse("2026-03-28T12:00:00Z")))
                .contains(Instant.parse("2026-03-29T01:00:00Z"));
        assertThat(times.nextAfter(Instant.parse("2026-10-24T12:00:00Z")))
                .contains(Instant.parse("2026-10-25T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"0 2 * *", "61 2 * * *", "every night", "0 0 2 * * *"})
    void whatIsNotFiveFieldsIsRefused(String cron) {
        assertThatThrownBy(() -> CronTimes.of(cron, BERLIN)).isInstanceOf(IllegalArgumentException.class);
    }
}
