package dev.seedgate.admission.api.view;

import dev.seedgate.admission.readmodel.RunLogs;
import dev.seedgate.protocol.RunLogLine;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a seed's runs said. */
@Schema(name = "RunLog", title = "What a seed's runs said")
public record RunLogView(
        @Schema(description = "In the order in which they were said")
        List<Line> lines,

        @Schema(description = "False where there is more than is shown", examples = "true")
        boolean complete) {
    /** One line. */
    @Schema(name = "RunLogLine", title = "A line of a run's log")
    public record Line(
            @Schema(description = "The run's token: every attempt has another", examples = "main-17")
            String token,

            @Schema(description = "Within the run, from 1", examples = "3")
            int number,

            @Schema(description = "By the worker's clock") Instant at,

            @Schema(
                    description =
                            "run (the worker), notice (PostgreSQL), output (a command), end (the worker: how the run ended)")
            RunLogLine.Kind kind,

            @Schema(examples = "step 2 of 2, feeds/meyer.csv: 1200 rows in 85 ms")
            String text) {
        static Line of(RunLogLine line) {
            return new Line(line.token(), line.number(), line.at(), line.kind(), line.text());
        }
    }

    public static RunLogView of(RunLogs.Found found) {
        return new RunLogView(found.lines().stream().map(Line::of).toList(), found.complete());
    }
}
