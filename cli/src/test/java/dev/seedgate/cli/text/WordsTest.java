package dev.seedgate.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({"PT0S,0.0 s", "PT0.44S,0.4 s", "PT12.3S,12.3 s", "PT2M5S,2 min 5 s", "PT1H4M59S,1 h 4 min"})
    void writesTimesInTheUnitThatFits(Duration time, String words) {
        assertThat(Words.duration(time)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0 rows", "1|1 row", "1234567|1,234,567 rows"})
    void countsInSingularAndPlural(long count, String words) {
        assertThat(Words.count(count, "row")).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0,0 B", "999,999 B", "1000,1.0 kB", "999949,999.9 kB", "999950,1.0 MB", "12345678,12.3 MB"})
    void writesBytesInTheUnitThatFits(long bytes, String words) {
        assertThat(Words.bytes(bytes)).isEqualTo(words);
    }

    @Test
    void marksWhatItCutsOff() {
        assertThat(Words.shortened("short", 5)).isEqualTo("short");
        assertThat(Words.shortened("longer", 5)).isEqualTo("long…");
    }
}
