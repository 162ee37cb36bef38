package dev.seedgate.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void waitsUntilTheProcessIsReady() {
        try (ManagedProcess process = shell("sleep 0.1; echo ready; exec sleep 60")) {
            process.awaitReady(() -> process.lastLogLines(1).contains("ready"), LONG);

            assertThat(process.isAlive()).isTrue();
        }
    }

    @Test
    void noticesADeathAtOnceAndShowsTheEndOfTheLog() {
        try (ManagedProcess process = shell("echo the port is taken >&2; exit 3")) {
            assertThatThrownBy(() -> process.awaitReady(() -> false, LONG))
                    .isInstanceOf(ProcessFailedException.class)
                    .hasMessageContaining("ended with status 3")
                    .hasMessageContaining("the port is taken");
        }
    }

    @Test
    void namesTheLastReasonWhenTheTimeIsOver() {
        try (ManagedProcess process = shell("exec sleep 60")) {
            assertThatThrownBy(() -> process.awaitReady(
                            () -> {
                                throw new IllegalStateException("nobody listens");
                            },
                            Duration.ofMillis(100)))
                    .hasMessageContaining("was not ready within PT0.1S")
                    .hasMessageContaining("nobody listens");
        }
    }

    @Test
    void passesTheEnvironmentOnAndReadsNoInput() {
        ProcessSpec spec = spec("echo \"greeting=$GREETING\"; read -r line || echo no input")
                .withEnvironment("GREETING", "hello");
        try (ManagedProcess process = ManagedProcess.start(spec)) {
            assertThat(process.awaitExit(LONG)).isTrue();

            assertThat(process.lastLogLines(5)).containsExactly("greeting=hello", "no input");
        }
    }

    @Test
    void terminatesInAnOrderlyWayWhereTheProcessListens() {
        try (ManagedProcess process = shell("trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.05; done")) {
            process.awaitReady(() -> process.lastLogLines(1).contains("ready"), LONG);

            assertThat(process.terminate(LONG)).isTrue();

            assertThat(process.lastLogLines(1)).containsExactly("bye");
            assertThat(process.onExit().join()).isZero();
        }
    }

    @Test
    void killsWhatDoesNotListen() {
        try (ManagedProcess process = shell("trap '' TERM; echo ready; while :; do sleep 0.05; done")) {
            process.awaitReady(() -> process.lastLogLines(1).contains("ready"), LONG);

            assertThat(process.terminate(Duration.ofMillis(200))).isFalse();

            assertThat(process.isAlive()).isFalse();
        }
    }

    @Test
    void standsStillWhilePaused() throws Exception {
        Path ticks = folder.resolve("ticks");
        try (ManagedProcess process = shell("while :; do echo tick >> ticks; sleep 0.02; done")) {
            await().until(() -> Files.exists(ticks) && Files.size(ticks) > 0);

            process.pause();
            AtomicLong last = new AtomicLong();
            await().during(Duration.ofMillis(300)).until(() -> last.getAndSet(Files.size(ticks)) == Files.size(ticks));

            process.resume();
            await().until(() -> Files.size(ticks) > last.get());
        }
    }

    @Test
    void leavesTheTerminalsProcessGroup() {
        try (ManagedProcess process = shell("kill -s CONT -- -$$ && echo a group of its own")) {
            assertThat(process.awaitExit(LONG)).isTrue();

            assertThat(process.lastLogLines(1)).containsExactly("a group of its own");
        }
    }

    private ManagedProcess shell(String script) {
        return ManagedProcess.start(spec(script));
    }

    private ProcessSpec spec(String script) {
        return ProcessSpec.of("script", folder, List.of("sh", "-c", script));
    }
}
