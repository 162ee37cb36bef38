package dev.seedgate.verification.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.seedgate.localstack.process.ManagedProcess;
import dev.seedgate.localstack.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The installation that a developer starts for himself. */
class UpIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /**
     * After SIGTERM the services are killed, the servers too, and the folder is removed. Not SIGINT, which is the same to it: a build in
     * the background may have been told to ignore that, and whatever it starts does so as well.
     */
    private static final Duration ENDING = Duration.ofSeconds(30);

    private static final int TERMINATED = 128 + 15;

    @TempDir
    private Path folder;

    @Test
    void staysUpAtTheAddressesItNamesUntilItIsEndedAndLeavesNothingBehind() throws IOException {
        ProcessSpec spec = ProcessSpec.of(
                "up", folder, seedctl("up", "--json", "--port", "0", "--broker-port", "0", "--workers", "1"));
        try (ManagedProcess up = ManagedProcess.start(spec)) {
            up.awaitReady(() -> up.lastLogLines(1).stream().anyMatch(line -> line.startsWith("{")), PATIENCE);
            JsonNode where = new JsonMapper().readTree(up.lastLogLines(1).getFirst());

            submit(where.path("server").asText());
            List<ProcessHandle> started = up.handle().descendants().toList();
            boolean byItself = up.terminate(ENDING);

            assertThat(byItself).isTrue();
            assertThat(up.onExit().join()).isEqualTo(TERMINATED);
            assertThat(started).hasSizeGreaterThan(4); // broker, PostgreSQL and its own, service, worker
            await().atMost(ENDING).until(() -> started.stream().noneMatch(ProcessHandle::isAlive));
            await().atMost(ENDING)
                    .until(() ->
                            !Path.of(where.path("folder").asText()).toFile().exists());
        }
    }

    private void submit(String server) {
        ProcessSpec spec = ProcessSpec.of(
                "submit", folder, seedctl("submit", "meyer", "--database", "shop", "--wait", "--server", server));
        try (ManagedProcess submit = ManagedProcess.start(spec)) {
            assertThat(submit.awaitExit(PATIENCE)).isTrue();
            assertThat(submit.onExit().join())
                    .as(() -> "it said: " + submit.lastLogLines(5))
                    .isZero();
        }
    }

    private static List<String> seedctl(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Shop.root().resolve("seedctl").toString());
        command.addAll(Arrays.asList(arguments));
        return command;
    }
}
