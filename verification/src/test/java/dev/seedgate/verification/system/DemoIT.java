package dev.seedgate.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.seedgate.localstack.process.ManagedProcess;
import dev.seedgate.localstack.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees who tries the product for the first time. */
class DemoIT {
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final String ROWS = "20000";

    @TempDir
    private Path folder;

    @Test
    void theDemoEndsWellAndSaysSo() throws IOException {
        Path json = folder.resolve("demo.json");

        try (ManagedProcess demo = ManagedProcess.start(ProcessSpec.of("demo", folder, command(json)))) {
            assertThat(demo.awaitExit(PATIENCE))
                    .as(() -> "ended in time; it said last: " + demo.lastLogLines(30))
                    .isTrue();
            assertThat(demo.onExit().join())
                    .as(() -> "exit status; it said last: " + demo.lastLogLines(30))
                    .isZero();
        }

        JsonNode report = new JsonMapper().readTree(json.toFile());
        Run.say("demo: " + report);
        assertThat(report.at("/seeds/posted").asInt()).isEqualTo(18);
        assertThat(report.at("/seeds/succeeded").asInt()).isEqualTo(18);
        assertThat(report.at("/seeds/failed").asInt()).isZero();
        assertThat(report.at("/apiProbe/attempts").asInt()).isPositive();
        assertThat(report.at("/apiProbe/failures").asInt()).isZero();
        assertThat(report.at("/rowsLoaded").asLong()).isPositive();
        assertThat(report.at("/database/maxConnections").asInt()).isEqualTo(25);
        assertThat(report.at("/database/peakTokenSessions").asInt())
                .isPositive()
                .isLessThanOrEqualTo(report.at("/database/seedBudget").asInt());
    }

    private static List<String> command(Path json) {
        return List.of(
                Shop.root().resolve("seedctl").toString(), "demo", "--exit", "--json", json.toString(), "--rows", ROWS);
    }
}
