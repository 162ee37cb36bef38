package dev.seedgate.exec.gate;

import static dev.seedgate.exec.GatedServer.IMPATIENT;
import static dev.seedgate.exec.GatedServer.PATIENT;
import static dev.seedgate.exec.GatedServer.connect;
import static dev.seedgate.exec.GatedServer.execute;
import static dev.seedgate.exec.GatedServer.gate;
import static dev.seedgate.exec.GatedServer.query;
import static dev.seedgate.exec.GatedServer.sessions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.seedgate.exec.GatedServer;
import dev.seedgate.exec.gate.GateSettings.Account;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** A gate between a real PostgreSQL and its JDBC driver, whose user knows nothing of the gate. */
class GateIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    /** Ten who are wanted, and two whose end the gate may not have heard of when the next begins. */
    @Test
    void tenThatConnectAtOnceOnATokenOfTwoAreServedOneAfterTheOther() throws Exception {
        Gate gate = gate(2, PATIENT);
        List<Callable<String>> clients = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            clients.add(() -> {
                for (int round = 0; round < 20; round++) {
                    try (Connection connection = connect(gate)) { // the role's limit refuses a third, also for a moment
                        query(connection, "select pg_sleep(0.005)");
                    }
                }
                return "done";
            });
        }

        for (Future<String> client : threads.invokeAll(clients)) {
            assertThat(client.get()).isEqualTo("done");
        }

        assertThat(gate.close()).isTrue();
        assertThat(gate.report().peak()).isBetween(8, 12);
        assertThat(gate.report().sessions())
                .as("each had one, and one that did nothing for a while perhaps another")
                .isBetween(200L, 200 + gate.report().parted());
        assertThat(gate.report().complaint())
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith(
                                "the command asked for up to " + gate.report().peak() + " connections at once; its"
                                        + " token is worth 2, so the others waited (the longest wait was "));
    }

    @Test
    void aSessionBearsTheTokensNameWhateverItsClientCallsItself() throws Exception {
        Gate gate = gate(1, PATIENT);
        String tag = gate.settings().applicationName();
        var named = new Properties();
        named.setProperty("ApplicationName", "my script"); // the driver sets it once it is in

        try (Connection connection = connect(gate, named);
                Statement statement = connection.createStatement()) {
            assertThat(query(connection, "show application_name")).isEqualTo(tag);
            statement.execute("set application_name = 'another'; select 1");
            assertThat(query(connection, "show application_name")).isEqualTo(tag);
            connection.setAutoCommit(false);
            statement.execute("set application_name = 'in a transaction'");
            assertThatThrownBy(() -> statement.execute("set application_name = 'one that fails'; select 1/0"))
                    .isInstanceOf(SQLException.class);
            connection.rollback();
            assertThat(query(connection, "show application_name")).isEqualTo(tag);
            connection.commit();
            for (int i = 0; i < 100; i++) { // several requests without waiting for answers
                statement.addBatch("set application_name = 'batch " + i + "'");
            }
            statement.executeBatch();
            assertThat(query(connection, "show application_name")).isEqualTo(tag);
            assertThat(query(connection, "show client_connection_check_interval"))
                    .isEqualTo("2s");
        }

        assertThat(gate.close()).isTrue();
    }

    @Test
    void sessionsThatComeByAProxyProveNothing() throws Exception {
        Gate direct = gate(1, PATIENT);
        connect(direct).close();
        // a gate is a proxy too
        Gate behind = gate(
                1,
                PATIENT,
                "sg:test:behind",
                new Account(
                        direct.settings().account().user(), direct.settings().password()),
                direct.port());
        connect(behind).close();

        assertThat(behind.close()).isTrue();
        assertThat(behind.isDirect()).isFalse();
        assertThat(direct.close()).isTrue();
        assertThat(direct.isDirect()).isTrue();
    }

    @Test
    void onlyWhoWasGivenThePasswordGetsIn() throws Exception {
        Gate gate = gate(1, PATIENT);
        var wrongPassword = new Properties();
        wrongPassword.setProperty("password", "guessed");
        var wrongUser = new Properties();
        wrongUser.setProperty("user", "postgres");

        assertThatThrownBy(() -> connect(gate, wrongPassword)).satisfies(state("28P01"));
        assertThatThrownBy(() -> connect(gate, wrongUser))
                .satisfies(state("28000"))
                .hasMessageContaining("under this token one connects as "
                        + gate.settings().account().user() + ", not as postgres");
        assertThat(gate.close()).isTrue();
        assertThat(gate.report().sessions()).isZero();
    }

    @Test
    void whoOpensItsWholePoolAtOnceIsToldWhyThatCannotBe() throws Exception {
        Gate gate = gate(2, IMPATIENT);
        try (Connection first = connect(gate);
                Connection second = connect(gate)) {
            begin(first);
            begin(second);
            assertThatThrownBy(() -> connect(gate))
                    .satisfies(state("53300"))
                    .hasMessageContaining(
                            "the command opened more connections than its token is worth (2), and for 1 s none"
                                    + " of those that have one used it");
            assertThat(first.isValid(1)).isTrue();
            assertThat(second.isValid(1)).isTrue();
        }
        assertThat(gate.close()).isTrue();
        assertThat(gate.report().refused()).isEqualTo(1);
    }

    @Test
    void whoWaitsForOthersThatAreAtWorkWaitsAsLongAsItTakes() throws Exception {
        Gate gate = gate(1, IMPATIENT);
        Future<String> busy = threads.submit(() -> {
            try (Connection connection = connect(gate);
                    Statement statement = connection.createStatement()) {
                // what is said meanwhile does not make it idle
                statement.execute("do $$ begin raise notice 'begun'; perform pg_sleep(2.5); end $$");
                return "done";
            }
        });
        await().atMost(SOON).until(() -> gate.report().sessions() == 1);

        try (Connection connection = connect(gate)) {
            assertThat(busy.get()).isEqualTo("done");
            assertThat(query(connection, "select 1")).isEqualTo("1");
        }
        assertThat(gate.report().longestWait()).isGreaterThan(IMPATIENT.whileIdle());
        assertThat(gate.close()).isTrue();
    }

    @Test
    void whoGoesAwayWhileItWaitsLosesItsPlace() throws Exception {
        Gate gate = gate(1, PATIENT);
        try (Connection holder = connect(gate)) {
            begin(holder);
            var hasty = new Properties();
            hasty.setProperty("socketTimeout", "1"); // seconds; the driver then closes its socket
            assertThatThrownBy(() -> connect(gate, hasty)).isInstanceOf(SQLException.class);
            assertThat(holder.isValid(1)).isTrue();
        }
        try (Connection next = connect(gate)) {
            assertThat(next.isValid(1)).isTrue();
        }
        assertThat(gate.close()).isTrue();
        assertThat(gate.report().sessions()).isEqualTo(2);
    }

    @Test
    void aStatementCanBeCancelledWhileAllTurnsAreTaken() throws Exception {
        Gate gate = gate(1, PATIENT);
        try (Connection connection = connect(gate);
                Statement statement = connection.createStatement()) {
            Future<Boolean> running = threads.submit(() -> statement.execute("select pg_sleep(60)"));
            await().atMost(SOON).until(() -> {
                statement.cancel();
                return running.isDone();
            });
            assertThatThrownBy(running::get).hasStackTraceContaining("canceling statement due to user request");
            assertThat(connection.isValid(1)).isTrue();
        }
        assertThat(gate.close()).isTrue();
    }

    @Test
    void whatAClientLeavesOpenIsGoneWhenTheGateIsClosed() throws Exception {
        Gate gate = gate(3, PATIENT);
        Connection idle = connect(gate);
        Connection inTransaction = connect(gate);
        inTransaction.setAutoCommit(false);
        query(inTransaction, "select 1");
        Connection busy = connect(gate);
        Future<String> running = threads.submit(() -> query(busy, "select pg_sleep(60)"));
        await().atMost(SOON).until(() -> gate.report().sessions() == 3 && activeSleepers(gate) == 1);
        long begun = System.nanoTime();

        assertThat(gate.close()).isTrue();

        assertThat(sessions(gate)).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
        assertThatThrownBy(running::get).isNotNull();
        assertThat(idle.isValid(1)).isFalse();
    }

    @Test
    void aSlowReaderHoldsTheServerBackAndGetsEveryByte() throws Exception {
        Gate gate = gate(1, PATIENT);
        long rows = 1_000_000;
        execute("create unlogged table wide as select i, repeat('x', 40) as filler from generate_series(1, " + rows
                + ") i; grant select on wide to public");
        long before = usedMemory();
        long[] counted = {0, 0};
        try (Connection connection = connect(gate)) {
            var sink = new OutputStream() {
                @Override
                public void write(int data) {
                    throw new UnsupportedOperationException("the driver writes whole rows");
                }

                @Override
                public void write(byte[] data, int offset, int length) {
                    if (counted[0]++ == 0) {
                        await().atMost(SOON).until(() -> isHeldBack(gate));
                        counted[1] = usedMemory() - before;
                    }
                }
            };
            assertThat(connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy wide to stdout", sink))
                    .isEqualTo(rows);
        } finally {
            execute("drop table wide");
        }
        assertThat(counted[0]).isEqualTo(rows);
        assertThat(counted[1]).as("bytes kept for a reader that does not read").isLessThan(24 << 20);
        assertThat(gate.close()).isTrue();
    }

    @Test
    void aLongCopyInGoesThrough() throws Exception {
        Gate gate = gate(1, PATIENT);
        try (Connection connection = connect(gate)) {
            query(connection, "select 1");
            try (Statement statement = connection.createStatement()) {
                statement.execute("create temp table t (i bigint, filler text)");
            }
            var rows = new StringBuilder();
            for (int i = 0; i < 500_000; i++) {
                rows.append(i).append("\tsome text to fill the line with\n");
            }
            InputStream feed = new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8));
            assertThat(connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy t from stdin", feed))
                    .isEqualTo(500_000);
            assertThat(query(connection, "select sum(i) from t")).isEqualTo("124999750000");
        }
        assertThat(gate.close()).isTrue();
    }

    @Test
    void aServerThatIsNotThereIsReportedAsSuch() throws Exception {
        int nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        Gate gate = gate(1, PATIENT, "sg:test:nobody", new Account("seeder", ""), nobody);

        assertThatThrownBy(() -> connect(gate))
                .satisfies(state("08001"))
                .hasMessageContaining(
                        "the gate gets no connection to PostgreSQL: no connection to 127.0.0.1:" + nobody);
        assertThat(gate.close()).isTrue();
    }

    @Test
    void whatTheServerRefusesIsToldInItsOwnWordsAndTheTurnIsFree() throws Exception {
        Gate gate = gate(1, PATIENT);
        String user = gate.settings().account().user();
        execute("alter role " + user + " connection limit 0");
        assertThatThrownBy(() -> connect(gate))
                .satisfies(state("53300"))
                .hasMessageContaining("too many connections for role \"" + user + "\"");
        execute("alter role " + user + " connection limit 1");
        try (Connection connection = connect(gate)) {
            assertThat(connection.isValid(1)).isTrue();
        }
        assertThat(gate.close()).isTrue();
    }

    @Test
    void aSessionThatTheServerEndsMakesRoomForAnother() throws Exception {
        Gate gate = gate(1, PATIENT);
        try (Connection connection = connect(gate)) {
            execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = '"
                    + gate.settings().account().user() + "'");
            assertThatThrownBy(() -> query(connection, "select 1")).isInstanceOf(SQLException.class);
        }
        try (Connection connection = connect(gate)) {
            assertThat(connection.isValid(1)).isTrue();
        }
        assertThat(gate.close()).isTrue();
    }

    /** From now on its session is not idle. */
    private static void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        query(connection, "select 1");
    }

    private static long activeSleepers(Gate gate) throws SQLException {
        try (Connection connection = GatedServer.postgres().connect()) {
            return Long.parseLong(query(
                    connection,
                    "select count(*) from pg_stat_activity where state = 'active' and usename = '"
                            + gate.settings().account().user() + "'"));
        }
    }

    /** Whether the server waits until its client takes more. */
    private static boolean isHeldBack(Gate gate) throws SQLException {
        try (Connection connection = GatedServer.postgres().connect()) {
            return query(
                            connection,
                            "select coalesce(max(wait_event), '') from pg_stat_activity where usename = '"
                                    + gate.settings().account().user() + "'")
                    .equals("ClientWrite");
        }
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static Consumer<Throwable> state(String sqlState) {
        return error -> assertThat(error)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(sqlState));
    }
}
