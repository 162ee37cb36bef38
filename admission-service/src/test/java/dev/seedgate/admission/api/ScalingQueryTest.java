package dev.seedgate.admission.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seedgate.admission.api.problem.ProblemException;
import dev.seedgate.core.outlook.Scaling;
import dev.seedgate.core.outlook.WorkerKind;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalingQueryTest {
    @Test
    void withoutAnythingItAsksForAllWorkersAndAMinute() {
        assertThat(query())
                .isEqualTo(new ScalingQuery(null, null, new Scaling.Question(WorkerKind.ANY, Duration.ofMinutes(1))));
    }

    @Test
    void takesAClusterSlotsATimeAndLabels() {
        assertThat(query("cluster", "main", "slots", "4", "within", "90s", "labels", "gpu,big-disk"))
                .isEqualTo(new ScalingQuery(
                        "main",
                        4,
                        new Scaling.Question(new WorkerKind(List.of("big-disk", "gpu")), Duration.ofSeconds(90))));
    }

    @Test
    void emptyLabelsAreThoseOfWorkersWithoutAny() {
        assertThat(query("labels", "").question().kind()).isEqualTo(new WorkerKind(List.of()));
    }

    @ParameterizedTest
    @CsvSource({"slots,0", "slots,two", "slots,1001", "within,-PT1S", "within,2h", "within,soon", "label,gpu"})
    void refusesWhatCannotBe(String name, String value) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> query(name, value))
                .withMessageContaining(name);
    }

    @Test
    void refusesLabelsThatAreNoNames() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> query("labels", "gpu,"))
                .withMessageContaining("labels");
    }

    private static ScalingQuery query(String... parameters) {
        var map = new MultivaluedHashMap<String, String>();
        for (int i = 0; i < parameters.length; i += 2) {
            map.add(parameters[i], parameters[i + 1]);
        }
        return ScalingQuery.of(map);
    }
}
