package dev.seedgate.verification.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.seedgate.localstack.process.Jdk;
import dev.seedgate.localstack.workload.Login;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.verification.checker.TokenLives.Life;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Foreign commands under {@code seedctl exec}: what they are given, what becomes of them, and with which status they end. */
class ExecIT {
    private static final int SCRIPTS = 8;
    private static final int MOST = 6;
    private static final String BY = "the test";

    @TempDir
    private Path folder;

    private SeedgateSystem system;
    private int started;

    private record Exec(Process process, Path said) {
        int status() throws InterruptedException {
            assertThat(process.waitFor(Run.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as(this::words)
                    .isTrue();
            return process.exitValue();
        }

        String words() {
            try {
                return Files.readString(said, StandardCharsets.UTF_8);
            } catch (IOException e) {
                return e.toString();
            }
        }
    }

    @BeforeEach
    void start() throws Exception {
        system = SeedgateSystem.shared();
    }

    @Test
    void scriptsWithPoolsThatAreTooLargeShareWhatThereIsAndNoneFails() throws Exception {
        try (Run run = begin()) {
            List<Exec> scripts = new ArrayList<>();
            for (int i = 0; i < SCRIPTS; i++) {
                scripts.add(exec(List.of("--connections", "2", "--name", "script-" + i), tenAtOnce()));
                int inLine = i + 1; // one after the other, or their start would be what keeps the API waiting
                run.awaitThat(inLine + " in line", () -> ofHolders(run) >= inLine);
            }
            for (Exec script : scripts) {
                assertThat(script.status()).as(script::words).isZero();
                assertThat(script.words())
                        .contains("the command asked for up to")
                        .contains("its token is worth 2");
            }
            run.verify();
            assertThat(run.sessions().peak()).isBetween(2, SeedgateSystem.BUDGET);
            assertThat(run.tokens().all()).allSatisfy(life -> {
                assertThat(life.freedAt()).isNotNull();
                assertThat(life.wasTakenBack()).isFalse();
                assertThat(life.drainedAt() == null || !isReachedDirectly())
                        .as("its slots were free at once: %s", life)
                        .isTrue();
            });
        }
    }

    @Test
    void hasMoreWhileNobodyWaitsAndGivesItBackWhenSomebodyDoes() throws Exception {
        assumeThat(isReachedDirectly())
                .as("elsewhere nothing could be given back with proof, so it stays at the lower number")
                .isTrue();
        try (Run run = begin()) {
            Exec pool = exec(List.of("--connections", "2.." + MOST), tenAtOnce("stop"));
            run.awaitThat("more than it needs", () -> worthOfOne(run) == MOST);
            run.awaitThat("the use of it", () -> run.sessions().peak() >= MOST);

            Exec other = exec(List.of("--connections", Integer.toString(SeedgateSystem.BUDGET - 3)), shell("true"));

            assertThat(other.status()).as(other::words).isZero();
            Files.createFile(folder.resolve("stop"));
            assertThat(pool.status()).as(pool::words).isZero();
            assertThat(pool.words()).contains("its token is worth " + MOST);
            run.verify();
        }
    }

    private boolean isReachedDirectly() {
        return system.stack().postgres().isReachedDirectly();
    }

    private static int worthOfOne(Run run) {
        return run.tokens().charged().stream().mapToInt(Life::connections).max().orElse(0);
    }

    @Test
    void endsWithTheCommandsStatusAndTellsItWhatItHas() throws Exception {
        try (Run run = begin()) {
            Exec exec = exec(
                    List.of("--connections", "1-2"),
                    shell(
                            "echo $SEEDGATE_TOKEN $SEEDGATE_CONNECTIONS $SEEDGATE_MAX_CONNECTIONS $PGAPPNAME $DATABASE_URL;"
                                    + " exit 7"));

            assertThat(exec.status()).as(exec::words).isEqualTo(7);
            assertThat(exec.words())
                    .containsPattern(
                            "main-\\d+ 1 2 sg:main:main-\\d+ postgresql://[^@]+@127.0.0.1:\\d+/shop\\?connection_limit=1&pool_timeout=0&schema=shop%20two");

            assertThat(exec(List.of(), List.of("/no/such/program")).status()).isEqualTo(127);
            run.verify();
        }
    }

    @Test
    void startsNothingWhenThereIsNoTokenInTimeAndSaysWhy() throws Exception {
        try (Run run = begin()) {
            assertThat(system.http()
                            .operate("main", "hold", Map.of("by", BY, "reason", "the night shift"))
                            .status())
                    .isEqualTo(200);

            Exec exec = exec(List.of("--wait", "2s"), shell("touch started"));

            assertThat(exec.status()).as(exec::words).isEqualTo(75);
            assertThat(exec.words()).contains("the test stopped the granting").contains("the night shift");
            assertThat(folder.resolve("started")).doesNotExist();
            assertThat(system.http().operate("main", "resume", Map.of("by", BY)).status())
                    .isEqualTo(200);
            run.awaitFinished();
            assertThat(run.requests().ids().stream()
                            .filter(id -> run.last(id).request().hasHolder()))
                    .as("it left no place behind that was granted in vain")
                    .hasSize(1)
                    .allMatch(id -> run.last(id).state() == SeedState.CANCELLED)
                    .noneMatch(id -> run.tokens().all().stream()
                            .anyMatch(life -> life.request().equals(id)));
            run.verify();
        }
    }

    @Test
    void stopsTheCommandAndAllThatItStartedWhenItsTokenIsTakenAway() throws Exception {
        try (Run run = begin()) {
            Exec exec = exec(List.of(), shell("sleep 1000 & echo $! > pid; wait"));
            run.awaitThat("a command that runs", () -> Files.exists(folder.resolve("pid")) && !pid().isBlank());

            system.http().operate("main", "kill-seeds", Map.of("by", BY, "reason", "enough"));

            assertThat(exec.status()).as(exec::words).isEqualTo(76);
            assertThat(exec.words()).contains("it was killed by an operator");
            assertThat(isGone(pid())).as("what it had started is gone").isTrue();
            system.http().operate("main", "resume", Map.of("by", BY));
            run.verify();
        }
    }

    @Test
    void stopsTheCommandBeforeALeaseIsOverThatNobodyRenews() throws Exception {
        try (Run run = begin()) {
            Exec exec = exec(List.of(), shell("echo $$ > pid; sleep 1000"));
            run.awaitThat("a command that runs", () -> Files.exists(folder.resolve("pid")) && !pid().isBlank());
            run.awaitFinished();

            system.admission().kill();

            assertThat(exec.status()).as(exec::words).isEqualTo(76);
            assertThat(exec.words()).contains("its lease could not be renewed in time");
            assertThat(isGone(pid())).as("the command is gone").isTrue();
            system.admission().restart();
            run.verify();
        }
    }

    @Test
    void handsSignalsOn() throws Exception {
        try (Run run = begin()) {
            Exec exec = exec(List.of(), shell("trap 'exit 9' TERM; echo $$ > pid; while :; do sleep 0.1; done"));
            run.awaitThat("a command that runs", () -> Files.exists(folder.resolve("pid")) && !pid().isBlank());

            exec.process().destroy();

            assertThat(exec.status()).as(exec::words).isEqualTo(9);
            run.verify();
        }
    }

    /** One that has ended may wait for a while until its parent takes notice. */
    private static boolean isGone(String pid) throws IOException {
        Path stat = Path.of("/proc", pid, "stat");
        try {
            return Files.readString(stat).matches("(?s).*\\) [ZX] .*");
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    private static long ofHolders(Run run) {
        return run.requests().ids().stream()
                .filter(id -> run.last(id).request().hasHolder())
                .count();
    }

    /** Not only commands: a seed is among them. */
    private Run begin() throws SQLException {
        Run run = system.begin();
        run.postTally(1, Duration.ofMillis(200));
        return run;
    }

    private String pid() throws IOException {
        return Files.readString(folder.resolve("pid")).strip();
    }

    private static List<String> tenAtOnce(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Jdk.tool("java"),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TenAtOnce.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static List<String> shell(String script) {
        return List.of("sh", "-c", script);
    }

    private Exec exec(List<String> options, List<String> command) throws IOException {
        List<String> all = Stream.of(
                        List.of(Jdk.tool("java"), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m", "-jar"),
                        List.of(
                                Shop.root().resolve("cli/target/cli.jar").toString(),
                                "exec",
                                "--database",
                                Shop.DATABASE),
                        options,
                        List.of("--"),
                        command)
                .flatMap(List::stream)
                .toList();
        Path said = folder.resolve("exec-" + started++);
        ProcessBuilder builder = new ProcessBuilder(all)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        Login seeds = system.shop().seeds();
        builder.environment().put("SEEDGATE_SERVER", system.admission().url().toString());
        builder.environment().put("PGUSER", seeds.user());
        builder.environment().put("PGPASSWORD", seeds.password());
        builder.environment().put("DATABASE_URL", "postgresql:///?schema=shop%20two");
        return new Exec(builder.start(), said);
    }
}
