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

import dev.seedgate.exec.gate.GateSettings.Patience;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that keep more connections open than their token is worth: whose sessions lie idle make room for those that wait. */
class PartingIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    /** The role's limit at the server refuses a third session, also for a moment. */
    @Test
    void tenOpenConnectionsShareATokenOfTwoAndFindTheirSettingsAgain() throws Exception {
        Gate gate = gate(2, PATIENT);
        List<Connection> pool = new ArrayList<>();
        long begun = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            pool.add(connect(gate));
            set(
                    pool.getLast(),
                    "set search_path = \"Odd 'name\\\", s" + i,
                    "set statement_timeout = '" + (i + 1) + "min'",
                    "begin isolation level serializable read only; select 1; commit");
        }
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 10; i++) {
                assertThat(query(pool.get(i), "show search_path")).isEqualTo("\"Odd 'name\\\", s" + i);
                assertThat(query(pool.get(i), "show statement_timeout")).isEqualTo((i + 1) + "min");
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        assertThat(sessions(gate)).isLessThanOrEqualTo(2);
        for (Connection connection : pool) {
            connection.close();
        }

        assertThat(gate.close()).isTrue();
        assertThat(gate.report().parted()).isGreaterThanOrEqualTo(24);
        assertThat(gate.report().sessions())
                .as("none was opened to say goodbye by")
                .isEqualTo(gate.report().parted() + 2);
        assertThat(gate.report().endedByServer()).isZero();
    }

    @Test
    void allAtOnceAreServedWhateverTheOrder() throws Exception {
        Gate gate = gate(2, PATIENT);
        execute("create table parted (n int); grant all on parted to public");
        List<Future<Integer>> clients = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            clients.add(threads.submit(() -> {
                try (Connection connection = connect(gate)) {
                    for (int n = 0; n < 20; n++) {
                        set(connection, "insert into parted values (" + n + ")");
                        Thread.sleep(n % 7 == 0 ? 300 : 1);
                    }
                    return 20;
                }
            }));
        }
        for (Future<Integer> client : clients) {
            assertThat(client.get()).isEqualTo(20);
        }
        try (Connection connection = connect(gate)) {
            assertThat(query(connection, "select count(*) || ' ' || sum(n) from parted"))
                    .isEqualTo("200 1900");
        }
        assertThat(gate.close()).isTrue();
        assertThat(gate.report().parted()).isPositive();
        execute("drop table parted");
    }

    /** What Prisma does in a loop: a transaction that waited for 2 s is given up. */
    @Test
    void clientsThatNeverRestTakeTurns() throws Exception {
        Gate gate = gate(1, PATIENT);
        var over = new AtomicBoolean();
        List<Future<Integer>> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String path = "s" + i;
            clients.add(threads.submit(() -> {
                try (Connection connection = connect(gate)) {
                    set(connection, "set search_path = " + path);
                    int count = 0;
                    for (; !over.get(); count++) {
                        set(connection, "begin");
                        assertThat(query(connection, "show search_path")).isEqualTo(path);
                        set(connection, "commit");
                    }
                    return count;
                }
            }));
        }
        await().atMost(SOON).until(() -> gate.report().parted() >= 12);
        over.set(true);
        for (Future<Integer> client : clients) {
            assertThat(client.get()).isPositive();
        }
        assertThat(gate.close()).isTrue();
        assertThat(gate.report().endedByServer()).isZero();
    }

    @Test
    void whoAsksForTheLastNumberOfASequenceAtOnceHasItHoweverLongOthersWait() throws Exception {
        var sure = new Patience(
                50, SOON, SOON, Duration.ofMillis(100)); // on a slow machine, too, it asks before it has rested
        Gate gate = gate(1, sure);
        execute("create table counted (id serial); grant all on counted to public;"
                + " grant all on sequence counted_id_seq to public");
        Future<Connection> second;
        try (Connection first = connect(gate)) {
            set(first, "begin");
            second = threads.submit(() -> connect(gate));
            await().atMost(SOON).until(() -> gate.report().peak() == 2);
            set(first, "select pg_sleep(0.2)", "insert into counted default values", "commit");
            assertThat(query(first, "select lastval()")).isEqualTo("1");
        }
        second.get().close();
        execute("drop table counted");
        assertThat(gate.close()).isTrue();
        assertThat(gate.report().parted()).isZero();
    }

    @Test
    void theRoleThatWasTakenIsTakenAgain() throws Exception {
        Gate gate = gate(1, PATIENT);
        String user = gate.settings().account().user();
        execute("create role taken_by_" + user + "; grant taken_by_" + user + " to " + user);
        try (Connection first = connect(gate)) {
            set(first, "set role taken_by_" + user);
            try (Connection second = connect(gate)) {
                assertThat(query(second, "select current_user")).isEqualTo(user);
            }
            assertThat(query(first, "select current_user")).isEqualTo("taken_by_" + user);
        }
        assertThat(gate.close()).isTrue();
        assertThat(gate.report().parted()).isEqualTo(1);
    }

    @Test
    void theKeyForCancelsIsGoodForTheNewSessionToo() throws Exception {
        Gate gate = gate(1, PATIENT);
        try (Connection first = connect(gate);
                Statement statement = first.createStatement()) {
            connect(gate).close();
            assertThat(gate.report().parted()).isEqualTo(1);

            Future<Boolean> running = threads.submit(() -> statement.execute("select pg_sleep(60)"));
            await().atMost(SOON).until(() -> {
                statement.cancel();
                return running.isDone();
            });

            assertThatThrownBy(running::get).hasStackTraceContaining("canceling statement due to user request");
            assertThat(first.isValid(1)).isTrue();
        }
        assertThat(gate.close()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "begin",
                "create temp table t (a int)",
                "prepare p as select 1",
                "declare c cursor with hold for select 1",
                "listen news",
                "select pg_advisory_lock(7)",
                "set app.person = 'ada'",
                "select set_config('app.person', 'ada', false)",
                "create function pg_temp.f() returns int language sql as 'select 1'",
            })
    void aSessionThatKnowsMoreThanSettingsStays(String statement) throws Exception {
        Gate gate = gate(1, IMPATIENT);
        try (Connection first = connect(gate)) {
            set(first, statement);

            assertThatThrownBy(() -> connect(gate))
                    .hasMessageContaining("more connections than its token is worth (1)");

            assertThat(first.isValid(1)).isTrue();
        }
        assertThat(gate.close()).isTrue();
        assertThat(gate.report().parted()).isZero();
    }

    @Test
    void aStatementThatTheServerPreparedStays() throws Exception {
        Gate gate = gate(1, IMPATIENT);
        var eager = new Properties();
        eager.setProperty("prepareThreshold", "1");
        try (Connection first = connect(gate, eager);
                var prepared = first.prepareStatement("select ?::int")) {
            prepared.setInt(1, 1);
            prepared.execute();

            assertThatThrownBy(() -> connect(gate))
                    .hasMessageContaining("more connections than its token is worth (1)");

            assertThat(prepared.execute()).isTrue();
        }
        assertThat(gate.close()).isTrue();
    }

    /** The ledger asks for connections back that nobody else of this command waits for. */
    @Test
    void idleSessionsBeyondASmallerWorthGoAndOneAtWorkStaysCharged() throws Exception {
        Gate gate = gate(4, PATIENT);
        List<Connection> pool = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            pool.add(connect(gate));
        }
        set(pool.get(0), "begin");
        set(pool.get(1), "begin");

        gate.resize(1);
        gate.awaitFit(Duration.ofSeconds(1));

        assertThat(gate.charge()).isEqualTo(2);
        await().atMost(SOON).until(() -> sessions(gate) == 2);
        set(pool.get(1), "commit");
        gate.awaitFit(SOON);
        assertThat(gate.charge()).isEqualTo(1);
        set(pool.get(0), "commit");
        for (Connection connection : pool) {
            assertThat(query(connection, "select 1")).isEqualTo("1");
        }
        assertThat(sessions(gate)).isEqualTo(1);

        gate.resize(4);
        for (Connection connection : pool) {
            set(connection, "begin"); // all at the same time again
        }
        assertThat(sessions(gate)).isEqualTo(4);
        assertThat(gate.close()).isTrue();
        assertThat(gate.report().worth()).isEqualTo(4);
    }

    /** What it does is not in the statements of those that call it. */
    @Test
    void whereAFunctionCouldSetWhatCannotBeAskedForAllSessionsStay() throws Exception {
        Gate gate = gate(1, IMPATIENT);
        execute("create function remember() returns text language plpgsql as $$ begin"
                + " return set_config('app.person', 'ada', false); end $$");
        try (Connection first = connect(gate)) {
            assertThat(query(first, "select remember()")).isEqualTo("ada");

            assertThatThrownBy(() -> connect(gate)).isInstanceOf(SQLException.class);

            assertThat(query(first, "select current_setting('app.person')")).isEqualTo("ada");
        } finally {
            execute("drop function remember()");
        }
        assertThat(gate.close()).isTrue();
    }

    @Test
    void onceTheCommandAsksForTheLastNumberOfASequenceItsSessionsStay() throws Exception {
        Gate gate = gate(1, IMPATIENT);
        execute("create table numbered (id serial); grant all on numbered to public;"
                + " grant all on sequence numbered_id_seq to public");
        try (Connection first = connect(gate)) {
            set(first, "insert into numbered default values");
            assertThat(query(first, "select lastval()")).isEqualTo("1");

            assertThatThrownBy(() -> connect(gate)).isInstanceOf(SQLException.class);

            assertThat(query(first, "select lastval()")).isEqualTo("1");
        } finally {
            execute("drop table numbered");
        }
        assertThat(gate.close()).isTrue();
    }

    private static void set(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
