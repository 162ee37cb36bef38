package dev.seedgate.admission.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seedgate.admission.api.problem.ProblemException;
import dev.seedgate.core.advice.Wish;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanQueryTest {
    @Test
    void withoutAnythingItLooksAWeekBackAndWishesForTwoMinutes() {
        assertThat(query()).isEqualTo(new PlanQuery(Duration.ofDays(7), new Wish(Duration.ofMinutes(2))));
    }

    @Test
    void takesDaysAndAWait() {
        assertThat(query("days", "30", "p95Wait", "90s"))
                .isEqualTo(new PlanQuery(Duration.ofDays(30), new Wish(Duration.ofSeconds(90))));
    }

    @ParameterizedTest
    @CsvSource({"days,0", "days,91", "days,week", "p95Wait,0s", "p95Wait,25h", "p95Wait,soon", "p95wait,2m", "day,1"})
    void refusesWhatCannotBe(String name, String value) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> query(name, value))
                .withMessageContaining(name);
    }

    private static PlanQuery query(String... parameters) {
        var map = new MultivaluedHashMap<String, String>();
        for (int i = 0; i < parameters.length; i += 2) {
            map.add(parameters[i], parameters[i + 1]);
        }
        return PlanQuery.of(map);
    }
}
