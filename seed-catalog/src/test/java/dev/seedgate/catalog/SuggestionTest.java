package dev.seedgate.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    @ParameterizedTest
    @CsvSource({
        "sumbit, submit",
        "statsu, status",
        "hodl, hold",
        "check-conections, check-connections",
        "submit, submit",
        "x, ",
        "restart-everything, "
    })
    void isTakenForTheNearestWordOrForNone(String typed, String meant) {
        assertThat(Suggestion.nearest(typed, List.of("submit", "status", "resume", "hold", "check-connections"))
                        .orElse(null))
                .isEqualTo(meant);
    }
}
