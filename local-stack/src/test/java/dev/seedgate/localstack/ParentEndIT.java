package dev.seedgate.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seedgate.localstack.process.Jdk;
import dev.seedgate.localstack.process.ManagedProcess;
import dev.seedgate.localstack.process.ProcessSpec;
import dev.seedgate.localstack.process.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However a JVM with a stack ends, nothing of the stack is left: neither its processes nor its folder. */
class ParentEndIT {

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration END = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Signal.class,
            names = {"KILL", "TERM"})
    void leavesNothingBehindWhenTheParentIsEndedBy(Signal signal) throws Exception {
        Path stackFolder = folder.resolve("stack");
        try (ManagedProcess parent = startParent(stackFolder)) {
            List<ProcessHandle> descendants = descendantsOnceStarted(parent);

            parent.signal(signal);

            assertThat(parent.awaitExit(END)).isTrue();
            assertAllGone(descendants, stackFolder);
        }
    }

    @Test
    void leavesNothingBehindWhenTheParentReturnsFromMain() throws Exception {
        Path stackFolder = folder.resolve("stack");
        try (ManagedProcess parent = startParent(stackFolder, "exit")) {
            assertThat(parent.awaitExit(START)).isTrue();

            assertAllGone(descendants(parent), stackFolder);
        }
    }

    private ManagedProcess startParent(Path stackFolder, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Jdk.tool("java"),
                "-Dseedgate.localstack=process",
                "-cp",
                System.getProperty("java.class.path"),
                StackInOtherJvm.class.getName(),
                stackFolder.toString()));
        command.addAll(List.of(more));
        return ManagedProcess.start(ProcessSpec.of("parent", folder, command));
    }

    private List<ProcessHandle> descendantsOnceStarted(ManagedProcess parent) {
        parent.awaitReady(() -> parent.lastLogLines(1).getFirst().startsWith("started"), START);
        List<ProcessHandle> descendants = descendants(parent);
        assertThat(descendants).hasSizeGreaterThan(4).allMatch(ParentEndIT::runs);
        return descendants;
    }

    /** The line that the other JVM printed: [pid, pid, …]. */
    private static List<ProcessHandle> descendants(ManagedProcess parent) {
        String pids = parent.lastLogLines(100).stream()
                .filter(line -> line.startsWith("["))
                .findFirst()
                .orElseThrow();
        return Pattern.compile("\\d+")
                .matcher(pids)
                .results()
                .map(MatchResult::group)
                .map(Long::valueOf)
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .toList();
    }

    private static void assertAllGone(List<ProcessHandle> descendants, Path stackFolder) {
        await().atMost(END).untilAsserted(() -> {
            assertThat(descendants).noneMatch(ParentEndIT::runs);
            assertThat(stackFolder).doesNotExist();
        });
    }

    /** One that has ended and was not yet reaped by the system counts as alive for Java, but has no command any more. */
    private static boolean runs(ProcessHandle process) {
        return process.info().command().isPresent();
    }
}
