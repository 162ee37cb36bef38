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

    @Test
    void aTimeThatTheClockSkipsOrRepeatsComesOnce() {
        CronTimes times = CronTimes.of("30 2 * * *", BERLIN);
        Instant autumn = Instant.parse("2026-10-24T12:00:00Z");

        Instant first = times.nextAfter(autumn).orElseThrow();
        Instant second = times.nextAfter(first).orElseThrow();

        assertThat(first).isBetween(Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-25T01:30:00Z"));
        assertThat(second).isEqualTo(Instant.parse("2026-10-26T01:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"0 2 * *", "61 2 * * *", "every night", "0 0 2 * * *"})
    void whatIsNotFiveFieldsIsRefused(String cron) {
        assertThatThrownBy(() -> CronTimes.of(cron, BERLIN)).isInstanceOf(IllegalArgumentException.class);
    }
}
