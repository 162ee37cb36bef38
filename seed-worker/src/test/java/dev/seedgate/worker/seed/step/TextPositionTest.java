package dev.seedgate.worker.seed.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextPositionTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 1, 3", "4, 2, 1", "5, 2, 2", "6, 3, 1", "99, 3, 2"})
    void countsCharactersAndLines(int position, int line, int column) {
        assertThat(TextPosition.of("ä😀\nx\ny", position)).isEqualTo(new TextPosition(line, column));
    }
}
