package dev.seedgate.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seedgate.exec.gate.DirectDoor;
import dev.seedgate.exec.gate.Gate;
import dev.seedgate.exec.gate.GateSettings;
import dev.seedgate.exec.gate.GateSettings.Account;
import dev.seedgate.exec.gate.GateSettings.Patience;
import dev.seedgate.exec.gate.Passwords;
import dev.seedgate.exec.process.CleanEnvironment;
import dev.seedgate.exec.process.Command;
import dev.seedgate.exec.process.CommandOutput;
import dev.seedgate.exec.process.RunningCommand;
import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.LocalStackConfig;
import dev.seedgate.localstack.postgres.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that everybody has, run as they are; skipped where they are not installed. */
class ForeignClientsIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final AtomicInteger FENCE = new AtomicInteger();

    private static LocalStack stack;

    @TempDir
    Path folder;

    private final List<String> lines = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        stack = LocalStack.start(LocalStackConfig.forTests().withoutBroker());
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void psqlFindsItsWayByTheEnvironmentAndByThePlainUrl() throws Exception {
        requireProgram("psql");
        String ask = "select current_user || ' ' || current_setting('application_name') || ' ' || current_database()";
        Gate gate = gate(1, Patience.DEFAULT);

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

        assertThat(run(gate(1, Patience.DEFAULT), "sh", "-c", script))
                .as("%s", lines)
                .isZero();
    }

    @Test
    void pgbenchWithTenClientsThatReconnectRunsOnATokenOfTwo() throws Exception {
        requireProgram("pgbench");
        Gate gate = gate(2, Patience.DEFAULT); // the server would refuse a third

        int status = run(gate, "sh", "-c", "pgbench -iq -s 1 && pgbench -n -C -c 10 -j 10 -t 10 2>&1", "sh");

        assertThat(status).as("%s", lines).isZero();
        assertThat(lines).anyMatch(line -> line.contains("100/100"));
        assertThat(gate.report().peak()).isGreaterThan(5);
        assertThat(gate.report().refused()).isZero();
    }

    @Test
    void pgbenchThatWantsAllItsConnectionsBeforeItBeginsIsToldWhyItCannot() throws Exception {
        requireProgram("pgbench");
        Gate gate = gate(2, new Patience(50, Duration.ofSeconds(1)));

        int status = run(gate, "sh", "-c", "pgbench -n -c 10 -S -t 1 2>&1");

        assertThat(status).isNotZero();
        assertThat(String.join("\n", lines))
                .contains("FATAL:  the command opened more connections than its token is worth (2), and for 1 s none of"
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

    private static Gate gate(int worth, Patience patience) throws SQLException, IOException {
        Postgres postgres = stack.postgres();
        String role = "foreign" + FENCE.incrementAndGet();
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + role + " login connection limit " + worth
                    + " password 'p'; grant create on" + " schema public to " + role);
        }
        var settings = new GateSettings(
                worth,
                "sg:test:foreign-" + FENCE,
                new Account(role, "p"),
                postgres.database(),
                Passwords.random(),
                patience,
                Duration.ofSeconds(5),
                () -> true);
        return Gate.open(settings, new DirectDoor(postgres.host(), postgres.port(), Duration.ofSeconds(5)));
    }

    private static void requireProgram(String program) {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, program))),
                program + " is not installed here");
    }
}
