package dev.seedgate.worker.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.catalog.ExecStep;
import dev.seedgate.catalog.SqlStep;
import dev.seedgate.catalog.Step;
import dev.seedgate.worker.seed.Segment.CommandRun;
import dev.seedgate.worker.seed.Segment.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps are written as letters: {@code s} for SQL, {@code x} for a command; a part as its steps in brackets, the last with a full stop. */
class SegmentTest {
    @ParameterizedTest
    @CsvSource({
        "ss,     0[ss].",
        "x,      0[] x 1[].",
        "sx,     0[s] x 1[].",
        "xs,     0[] x 1[s].",
        "sxs,    0[s] x 1[s].",
        "sxxs,   0[s] x x 1[s].",
        "ssxssxs, 0[ss] x 1[ss] x 2[s].",
    })
    void whatIsCommittedTogether(String steps, String segments) {
        assertThat(shown(Segment.of(steps(steps)))).isEqualTo(segments);
    }

    @ParameterizedTest
    @CsvSource({"ss", "x", "sxxs", "ssxssxs", "xs"})
    void everyStepKeepsItsNumber(String letters) {
        List<Step> steps = steps(letters);
        var found = new ArrayList<Step>();
        for (Segment segment : Segment.of(steps)) {
            assertThat(segment.firstStep()).isEqualTo(found.size());
            switch (segment) {
                case Part part -> found.addAll(part.steps());
                case CommandRun command -> found.add(command.step());
            }
        }
        assertThat(found).isEqualTo(steps);
    }

    private static List<Step> steps(String letters) {
        return letters.chars()
                .<Step>mapToObj(letter -> letter == 's' ? new SqlStep("a.yaml:1", "select 1") : command())
                .toList();
    }

    private static ExecStep command() {
        return new ExecStep(
                "a.yaml:1",
                List.of("true"),
                Path.of("/"),
                Map.of(),
                Optional.empty(),
                ExecStep.DEFAULT_GRACE,
                ExecStep.DatabaseUrl.LIMITS);
    }

    private static String shown(List<Segment> segments) {
        return String.join(
                " ",
                segments.stream()
                        .map(segment -> switch (segment) {
                            case Part part ->
                                part.number() + "[" + "s".repeat(part.steps().size()) + "]" + (part.last() ? "." : "");
                            case CommandRun command -> "x";
                        })
                        .toList());
    }
}
