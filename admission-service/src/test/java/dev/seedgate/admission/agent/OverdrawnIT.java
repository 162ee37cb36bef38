package dev.seedgate.admission.agent;

import static dev.seedgate.admission.agent.Views.active;
import static dev.seedgate.admission.agent.Views.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seedgate.protocol.ClusterObservation.EndedSession;
import dev.seedgate.protocol.ClusterObservation.EndedSession.Cause;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token that opens more sessions than it is worth, and one that only seems to. */
class OverdrawnIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @SuppressWarnings("NullAway.Init")
    private static WatchedServer server;

    @BeforeAll
    static void startServer() throws SQLException {
        server = new WatchedServer();
        server.execute("create table part as select generate_series(1, 2000) as id");
        server.execute("grant select on part to seeder");
        server.execute("analyze part");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @AfterEach
    void disconnectClients() throws SQLException {
        server.disconnectAll();
    }

    @Test
    void losesItsNewestSessionsAndTheReportSaysSo() throws Exception {
        List<Connection> covered = List.of(token(), token());
        List<Connection> beyond = List.of(token(), token());
        List<EndedSession> expected = beyond.stream()
                .map(OverdrawnIT::pid)
                .map(pid -> new EndedSession(pid, "main-7", Cause.OVERDRAWN))
                .toList();

        try (RunningAgent agent = RunningAgent.on(server.url(), "watcher", view(1, 7, active(7, 2)))) {
            await().atMost(PATIENCE).until(() -> agent.ended().size() == 2);
            agent.awaitLooks(2);

            assertThat(agent.ended()).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(agent.terminations("overdrawn")).isEqualTo(2);
            for (Connection session : covered) {
                assertThat(WatchedServer.lives(session)).isTrue();
            }
            for (Connection session : beyond) {
                assertThat(WatchedServer.lives(session)).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"watcher", "signaller"})
    void aParallelQueryIsNotTakenForOne(String role) throws Exception {
        Connection session = token();
        try (Statement statement = session.createStatement()) {
            statement.execute("set max_parallel_workers_per_gather = 2; set parallel_setup_cost = 0;"
                    + " set parallel_tuple_cost = 0; set min_parallel_table_scan_size = 0");
        }
        try (RunningAgent agent = RunningAgent.on(server.url(), role, view(1, 7, active(7, 1)))) {
            CompletableFuture<Integer> rows = CompletableFuture.supplyAsync(
                    () -> number(session, "select count(*) from part where pg_sleep(0.003) is not null"));
            await().atMost(PATIENCE)
                    .until(() -> server.count("select count(*) from pg_stat_activity"
                                    + " where backend_type = 'parallel worker' and application_name = 'sg:test:main-7'")
                            > 0);
            agent.awaitLooks(2);

            assertThat(rows.get()).isEqualTo(2000);
            assertThat(agent.ended()).isEmpty();
        }
    }

    private static Connection token() throws SQLException {
        return server.client("seeder", "sg:test:main-7");
    }

    private static int pid(Connection connection) {
        return number(connection, "select pg_backend_pid()");
    }

    private static int number(Connection connection, String query) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
