package dev.seedgate.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seedgate.exec.gate.Gate;
import dev.seedgate.exec.process.CleanEnvironment;
import dev.seedgate.exec.process.Command;
import dev.seedgate.exec.process.CommandOutput;
import dev.seedgate.exec.process.RunningCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that everybody has, run as they are; skipped where they are not installed. */
class ForeignClientsIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Test
    void psqlFindsItsWayByTheEnvironmentAndByThePlainUrl() throws Exception {
        requireProgram("psql");
        String ask = "select current_user || ' ' || current_setting('application_name') || ' ' || current_database()";
        Gate gate = GatedServer.gate(1, GatedServer.PATIENT);

        int status = run(gate, "sh", "-c", "psql -XAtc \"$1\" && psql -XAt \"$SEEDGATE_URL\" -c \"$1\"", "sh", ask);

        String expected = gate.settings().account().user() + " "
                + gate.settings().applicationName() + " " + gate.settings().database();
        assertThat(lines).containsExactly(expected, expected);
        assertThat(status).isZero();
    }

    @Test
    void psqlCopiesBothWays() throws Exception {
        requireProgram("psql");
        String script = """
                set -e
                seq 1 300000 > numbers
                psql -Xqc 'create table numbers (n int)' -c '\\copy numbers from numbers'
                psql -Xqc '\\copy (select n from numbers order by n) to stdout' | cmp - numbers
                """;

        assertThat(run(GatedServer.gate(1, GatedServer.PATIENT), "sh", "-c", script))
                .as("%s", lines)
                .isZero();
    }

    @Test
    void pgbenchWithTenClientsThatReconnectRunsOnATokenOfTwo() throws Exception {
        requireProgram("pgbench");
        Gate gate = GatedServer.gate(2, GatedServer.PATIENT); // the server would refuse a third

        int status = run(gate, "sh", "-c", "echo 'select 1;' > s.sql; pgbench -n -f s.sql -C -c 10 -j 10 -t 10 2>&1");

        assertThat(status).as("%s", lines).isZero();
        assertThat(lines).anyMatch(line -> line.contains("100/100"));
        assertThat(gate.report().peak()).isGreaterThan(5);
        assertThat(gate.report().refused()).isZero();
    }

    @Test
    void pgbenchThatWantsAllItsConnectionsBeforeItBeginsHasThemInTurn() throws Exception {
        requireProgram("pgbench");
        Gate gate = GatedServer.gate(2, GatedServer.PATIENT);

        int status = run(gate, "sh", "-c", "echo 'select 1;' > s.sql; pgbench -n -f s.sql -c 10 -t 50 2>&1");

        assertThat(status).as("%s", lines).isZero();
        assertThat(lines).anyMatch(line -> line.contains("500/500"));
        assertThat(gate.report().parted()).isGreaterThanOrEqualTo(8);
        assertThat(gate.report().refused()).isZero();
    }

    @Test
    void whoNeedsAllItsSessionsAtOnceIsToldWhyItCannotHaveThem() throws Exception {
        requireProgram("psql");
        Gate gate = GatedServer.gate(1, GatedServer.IMPATIENT);

        int status =
                run(gate, "sh", "-c", "psql -Xqc 'create temp table t (a int)' -c '\\! psql -Xc \"select 1\" 2>&1'");

        assertThat(status).as("of the one that has a session").isZero();
        assertThat(String.join("\n", lines))
                .contains("FATAL:  the command opened more connections than its token is worth (1), and for 1 s none of"
                        + " those that have one used it");
        assertThat(gate.report().refused()).isPositive();
    }

    /** Runs it to its end; afterwards all its sessions are gone. */
    private int run(Gate gate, String... arguments) throws IOException, InterruptedException {
        var environment = CleanEnvironment.of(System.getenv());
        environment.putAll(new TokenEnvironment(gate, "main-1", 1, TokenEnvironment.Url.WITH_LIMITS).variables());
        var output = new CommandOutput(lines::add, 1 << 20);
        try (RunningCommand command =
                RunningCommand.start(new Command(List.of(arguments), folder, environment), output)) {
            assertThat(command.await(SOON)).as("%s", lines).isTrue();
            assertThat(command.end(Duration.ZERO)).isTrue();
            return command.exitStatus();
        } finally {
            assertThat(gate.close()).isTrue();
        }
    }

    private static void requireProgram(String program) {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, program))),
                program + " is not installed here");
    }
}
