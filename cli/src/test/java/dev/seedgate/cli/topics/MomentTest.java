package dev.seedgate.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentTest {
    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-03-01T12:00:00+01:00[Europe/Berlin]");

    @ParameterizedTest
    @CsvSource({
        "90s, 2026-03-01T10:58:30Z",
        "10m, 2026-03-01T10:50:00Z",
        "10 min, 2026-03-01T10:50:00Z",
        "2h, 2026-03-01T09:00:00Z",
        "1d, 2026-02-28T11:00:00Z",
        "2026-02-01T02:00:00Z, 2026-02-01T02:00:00Z",
        "2026-02-01T02:00:00+02:00, 2026-02-01T00:00:00Z",
        "2026-02-01T02:00, 2026-02-01T01:00:00Z",
        "2026-02-01 02:00:30, 2026-02-01T01:00:30Z",
        "2026-02-01, 2026-01-31T23:00:00Z",
        "11:30, 2026-03-01T10:30:00Z"
    })
    void readsWhatPeopleWrite(String text, Instant moment) {
        assertThat(Moment.read(text, NOW)).isEqualTo(moment);
    }

    @Test
    void saysWhatItWouldHaveUnderstood() {
        assertThatThrownBy(() -> Moment.read("yesterday", NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("such as 90s, 10m, 2h or 1d")
                .hasMessageEndingWith("got: 'yesterday'");
    }
}
