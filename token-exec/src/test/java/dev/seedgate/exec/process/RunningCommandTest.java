package dev.seedgate.exec.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningCommandTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    /** A child, a grandchild whose parent is gone, one in a session of its own, and all of them deaf to SIGTERM. */
    private static final String STUBBORN = """
            trap '' TERM
            sh -c 'trap "" TERM; echo $$ >> pids; while :; do sleep 1; done' &
            (sh -c 'trap "" TERM; echo $$ >> pids; while :; do sleep 1; done' &)
            setsid sh -c 'trap "" TERM; echo $$ >> pids; while :; do sleep 1; done' &
            echo $$ >> pids
            while :; do sleep 1; done
            """;

    @TempDir
    Path folder;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Map<String, String> environment = new TreeMap<>(CleanEnvironment.of(System.getenv()));

    @BeforeEach
    void requireLinux() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "needs a Linux");
    }

    @Test
    void passesArgumentsAsTheyAreAndNothingOfOurEnvironment() throws Exception {
        environment.put("GIVEN", "a b");
        String odd = "two  blanks, a 'quote', $HOME; *";

        var command =
                start("sh", "-c", "printf '%s\\n' \"$1\" \"$GIVEN\" \"$(pwd)\"; env | cut -d= -f1 | sort", "sh", odd);

        assertThat(command.await(SOON)).isTrue();
        assertThat(command.exitStatus()).isZero();
        assertThat(command.end(Duration.ZERO)).isTrue();
        assertThat(lines).startsWith(odd, "a b", folder.toRealPath().toString());
        assertThat(lines.subList(3, lines.size()))
                .contains("GIVEN", "PATH", RunningCommand.MARK)
                .allMatch(name -> environment.containsKey(name)
                        || List.of(RunningCommand.MARK, "PWD", "OLDPWD", "SHLVL", "_")
                                .contains(name));
    }

    @Test
    void aTreeThatIgnoresSigtermIsKilledAsAWhole() throws Exception {
        var command = start("sh", "-c", STUBBORN);
        await().atMost(SOON).until(() -> pids().size() == 4);
        List<ProcessHandle> tree = pids();
        long begun = System.nanoTime();

        assertThat(command.end(Duration.ofMillis(300))).isTrue();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(300));
        assertThat(tree).noneMatch(RunningCommandTest::runs);
    }

    @Test
    void whatTheCommandLeftInTheBackgroundIsEndedToo() throws Exception {
        var command = start(
                "sh",
                "-c",
                "(sleep 600 & echo $! > pids); setsid sh -c 'echo $$ >> pids; exec sleep 600' &"
                        + " while [ $(wc -l < pids) -lt 2 ]; do sleep 0.01; done; echo done");
        assertThat(command.await(SOON)).isTrue();
        List<ProcessHandle> left = pids();
        assertThat(left).hasSize(2).allMatch(RunningCommandTest::runs);

        assertThat(command.end(SOON)).isTrue();

        assertThat(left).noneMatch(RunningCommandTest::runs);
        assertThat(lines).containsExactly("done");
    }

    @Test
    void aCommandMayUseItsGraceToTidyUp() throws Exception {
        var command = start("sh", "-c", "trap 'echo tidied; exit 3' TERM; echo ready; while :; do sleep 0.05; done");
        await().atMost(SOON).until(() -> lines.contains("ready"));

        assertThat(command.end(SOON)).isTrue();

        assertThat(command.exitStatus()).isEqualTo(3);
        assertThat(lines)
                .startsWith("ready")
                .endsWith("tidied"); // shells may say in between that their sleep was ended
    }

    @Test
    void outputIsReadToItsEndAndKeptUpToALimit() throws Exception {
        var output = new CommandOutput(lines::add, 1000);
        var command = RunningCommand.start(
                command("sh", "-c", "seq 1 200000; printf '%5000s|\\n' x; echo '' ; echo last >&2"), output);

        assertThat(command.await(SOON)).isTrue();
        assertThat(command.end(Duration.ZERO)).isTrue();

        assertThat(lines)
                .startsWith("1", "2")
                .hasSizeLessThan(300)
                .last()
                .isEqualTo("… (what the command says beyond 1000 bytes is not kept)");
        assertThat(output.lastLines(3).getFirst()).isEqualTo("200000");
        assertThat(output.lastLines(3).get(1)).endsWith(" …").hasSizeLessThan(4200);
        assertThat(output.lastLines(3).getLast()).isEqualTo("last");
    }

    @Test
    void aProgramThatIsNotThereIsSaidByTheShellsStatus() throws Exception {
        var command = start("no-such-program");

        assertThat(command.await(SOON)).isTrue();
        assertThat(command.end(Duration.ZERO)).isTrue();

        assertThat(command.exitStatus()).isEqualTo(127);
        assertThat(lines).singleElement().asString().contains("no-such-program").contains("No such file");
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed() {
        var command = new Command(List.of("true"), folder.resolve("missing"), environment);

        assertThatThrownBy(() -> RunningCommand.start(command, new CommandOutput(lines::add, 1)))
                .isInstanceOf(IOException.class)
                .hasMessage("the directory " + folder.resolve("missing") + " is not there");
    }

    /** Also with SIGKILL, where no hook runs. */
    @Test
    void nothingIsLeftWhenTheJvmIsKilled() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartsAndWaits.class.getName(),
                        folder.toString(),
                        STUBBORN)
                .inheritIO()
                .start();
        try {
            await().atMost(SOON).until(() -> pids().size() == 4);
            List<ProcessHandle> tree = pids();

            jvm.destroyForcibly().waitFor();

            await().atMost(SOON).until(() -> tree.stream().noneMatch(RunningCommandTest::runs));
        } finally {
            jvm.destroyForcibly();
        }
    }

    private RunningCommand start(String... arguments) throws IOException {
        return RunningCommand.start(command(arguments), new CommandOutput(lines::add, 1 << 20));
    }

    private Command command(String... arguments) {
        return new Command(List.of(arguments), folder, environment);
    }

    private List<ProcessHandle> pids() throws IOException {
        Path file = folder.resolve("pids");
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                        .toList()
                : List.of();
    }

    /** Not so a zombie, which some containers never bury. */
    private static boolean runs(ProcessHandle process) {
        try {
            return process.isAlive()
                    && !Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"))
                            .contains(") Z ");
        } catch (IOException e) {
            return false;
        }
    }
}
