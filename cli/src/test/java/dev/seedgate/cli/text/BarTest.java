package dev.seedgate.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BarTest {
    private final Bar blocks = Bar.in(StandardCharsets.UTF_8);
    private final Bar ascii = Bar.in(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"0,'    '", "0.5,██  ", "0.25,█   ", "0.375,█▌  ", "1,████"})
    void fillsFromTheLeftByEighths(double fraction, String drawn) {
        assertThat(blocks.draw(fraction, 4)).isEqualTo(drawn);
    }

    @ParameterizedTest
    @CsvSource({"0,....", "0.49,#...", "0.5,##..", "1,####", "7,####", "-1,...."})
    void doesWithoutBlocksWhereTheCharsetHasNone(double fraction, String drawn) {
        assertThat(ascii.draw(fraction, 4)).isEqualTo(drawn);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0, 0.001, 0.33, 0.999, 1, 2, Double.NaN})
    void isAlwaysAsWideAsAsked(double fraction) {
        assertThat(blocks.draw(fraction, 17)).hasSize(17);
        assertThat(ascii.draw(fraction, 17)).hasSize(17);
    }
}
