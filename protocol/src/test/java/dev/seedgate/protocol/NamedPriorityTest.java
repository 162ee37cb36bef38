package dev.seedgate.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamedPriorityTest {
    @ParameterizedTest
    @CsvSource({"low, 250", "normal, 500", "high, 750", "urgent, 1000", "0, 0", "1000, 1000", "7, 7"})
    void isANameOrANumber(String text, int number) {
        assertThat(NamedPriority.parse("priority", text)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"higher", "High", "", "-1", "1001", "7.5", "99999999999"})
    void anythingElseIsRefusedWithTheNames(String text) {
        assertThatThrownBy(() -> NamedPriority.parse("seeds[0].priority", text))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessage("seeds[0].priority must be low, normal, high or urgent, or a number from 0 to 1000, got: '"
                        + text + "'");
    }
}
