package dev.seedgate.admission.agent;

import static dev.seedgate.admission.agent.Views.active;
import static dev.seedgate.admission.agent.Views.draining;
import static dev.seedgate.admission.agent.Views.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import dev.seedgate.protocol.ClusterObservation;
import dev.seedgate.protocol.ClusterObservation.ClassSessions;
import dev.seedgate.protocol.ClusterObservation.Effect;
import dev.seedgate.protocol.ClusterObservation.Seen;
import dev.seedgate.protocol.ClusterObservation.ServerSettings;
import dev.seedgate.protocol.ClusterObservation.TokenSessions;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an agent sees and ends on a real server that is well. */
class DatabaseAgentIT {
    @SuppressWarnings("NullAway.Init")
    private static WatchedServer server;

    @BeforeAll
    static void startServer() throws SQLException {
        server = new WatchedServer();
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
    void reportsTheServersLimitsAndWhoHasHowManySessions() throws Exception {
        server.client("seeder", "sg:test:main-7");
        server.client("seeder", "sg:test:main-7");
        server.client("seeder", "api-1");
        server.client("background", "pg_cron");
        server.client("seeder", "sg:other:main-7");
        server.client("seeder", "psql");

        try (RunningAgent agent = RunningAgent.on(server.url(), "watcher", view(42, 7, active(7, 2)))) {
            Seen seen = agent.awaitSeen(any -> any.unclassified() == 2);

            assertThat(seen.basis()).isEqualTo(42);
            assertThat(seen.settings()).isEqualTo(new ServerSettings(25, 3, 0, server.systemIdentifier()));
            assertThat(seen.classes())
                    .containsExactly(
                            new ClassSessions("api", 1),
                            new ClassSessions("background", 1),
                            new ClassSessions("studio", 0),
                            new ClassSessions("agent", 1));
            assertThat(sessionsByToken(seen)).containsExactly(entry("main-7", 2));
        }
    }

    @Test
    void endsADrainedTokensSessionsAndReportsTheirAbsenceOnlyAfterwards() throws Exception {
        List<Connection> drained = List.of(token(7), token(7));
        try (RunningAgent agent = RunningAgent.on(server.url(), "watcher", view(1, 7, active(7, 2)))) {
            agent.awaitSeen(seen -> sessionsByToken(seen).equals(Map.of("main-7", 2)));

            agent.changed(view(2, 7, draining(7, 2, Duration.ZERO)));
            agent.awaitSeen(seen -> seen.tokens().isEmpty() && seen.basis() == 2);

            assertThat(server.count("select count(*) from pg_stat_activity where application_name = 'sg:test:main-7'"))
                    .isZero();
            for (Connection session : drained) {
                assertThat(WatchedServer.lives(session)).isFalse();
            }
            assertThat(agent.reports)
                    .filteredOn(report -> report instanceof Seen seen && seen.basis() == 1)
                    .allSatisfy(report -> assertThat(((Seen) report).tokens()).isNotEmpty());
            assertThat(agent.terminations("drained")).isEqualTo(2);
            assertThat(agent.ended())
                    .extracting(session -> session.token() + " " + session.cause())
                    .containsExactly("main-7 DRAINED", "main-7 DRAINED");
            assertThat(agent.awaitGone("main-7").effect()).isInstanceOf(Effect.Unknown.class);
            assertThat(agent.reports)
                    .filteredOn(report ->
                            report instanceof Seen seen && !seen.gone().isEmpty())
                    .allSatisfy(report -> assertThat(((Seen) report).tokens()).isEmpty());
        }
    }

    @Test
    void leavesADrainingTokenItsGrace() throws Exception {
        Duration grace = Duration.ofMillis(1_700);
        Connection session = token(7);
        try (RunningAgent agent = RunningAgent.on(server.url(), "watcher", view(1, 7, active(7, 1)))) {
            agent.awaitLooks(1);

            long drainedAt = System.nanoTime();
            agent.changed(view(2, 7, draining(7, 1, grace)));
            agent.awaitSeen(seen -> seen.tokens().isEmpty());

            assertThat(Duration.ofNanos(System.nanoTime() - drainedAt)).isGreaterThanOrEqualTo(grace);
            assertThat(WatchedServer.lives(session)).isFalse();
        }
    }

    @Test
    void endsNobodyElsesSessions() throws Exception {
        List<Connection> others = List.of(
                token(6),
                server.client("seeder", "sg:other:main-7"),
                server.client("seeder", "sg:test:other-7"),
                server.client("seeder", "sg:test:main-70"),
                server.client("seeder", "sg:test:main-7x"),
                server.client("background", "pg_cron"),
                server.client("seeder", ""));
        Connection drained = token(7);

        try (RunningAgent agent =
                RunningAgent.on(server.url(), "watcher", view(1, 7, active(6, 1), draining(7, 1, Duration.ZERO)))) {
            agent.awaitSeen(seen -> seen.tokens().stream().noneMatch(token -> "main-7".equals(token.token())));
            agent.changed(view(2, 7, active(6, 1)));
            agent.awaitLooks(3);

            assertThat(WatchedServer.lives(drained)).isFalse();
            for (Connection other : others) {
                assertThat(WatchedServer.lives(other)).isTrue();
            }
        }
    }

    @Test
    void endsTheSessionsOfATokenThatIsOverButNotOfOneThatMayBeNew() throws Exception {
        Connection over = token(7);
        Connection perhapsNew = token(8);

        try (RunningAgent agent = RunningAgent.on(server.url(), "watcher", view(1, 7))) {
            agent.awaitSeen(seen -> seen.unclassified() == 1);
            agent.awaitSeen(seen -> seen.unclassified() == 0);

            assertThat(sessionsByToken(agent.awaitSeen(any -> true))).containsExactly(entry("main-8", 1));

            assertThat(WatchedServer.lives(over)).isFalse();
            assertThat(WatchedServer.lives(perhapsNew)).isTrue();
            assertThat(agent.terminations("orphaned")).isEqualTo(1);
        }
    }

    @Test
    void doesNotCountParallelWorkers() throws Exception {
        Connection session = token(7);
        try (Statement statement = session.createStatement()) {
            statement.execute("set max_parallel_workers_per_gather = 2; set parallel_setup_cost = 0;"
                    + " set parallel_tuple_cost = 0; set min_parallel_table_scan_size = 0");
            statement.execute("create temporary table unused (id int)");
        }
        server.execute("create table if not exists part as select generate_series(1, 20000) as id");
        server.execute("grant select on part to seeder");
        server.execute("analyze part");
        Thread query = Thread.ofVirtual()
                .start(() -> runUntilCancelled(session, "select count(*) from part where pg_sleep(0.05) is not null"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> server.count("select count(*) from pg_stat_activity"
                                + " where backend_type = 'parallel worker' and application_name = 'sg:test:main-7'")
                        > 0);

        try (RunningAgent agent = RunningAgent.on(server.url(), "watcher", view(1, 7, active(7, 1)))) {
            assertThat(sessionsByToken(agent.awaitSeen(any -> true))).containsExactly(entry("main-7", 1));
        }
        server.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'sg:test:main-7'");
        query.join();
    }

    @Test
    void takesAHalfStartedSessionForTheTokenThatMayStillOpenIt() throws Exception {
        try (RunningAgent agent = RunningAgent.on(server.url(), "watcher", view(1, 7, active(7, 1)));
                Socket halfStarted = server.halfStarted()) {
            assertThat(halfStarted.isConnected()).isTrue();
            server.awaitHalfStarted();
            assertThat(agent.awaitSeen(any -> true).unclassified()).isZero();

            agent.changed(view(2, 7));
            assertThat(agent.awaitSeen(seen -> seen.basis() == 2).unclassified())
                    .isEqualTo(1);
        }
    }

    @Test
    void seesAndReportsWithoutAnyRightButCannotEndOthersSessions() throws Exception {
        Connection session = token(7);
        try (RunningAgent agent =
                RunningAgent.on(server.url(), "powerless", view(1, 7, draining(7, 1, Duration.ZERO)))) {
            agent.awaitLooks(3);

            assertThat(sessionsByToken(agent.awaitSeen(any -> true))).containsExactly(entry("main-7", 1));
            assertThat(WatchedServer.lives(session)).isTrue();
            assertThat(agent.terminations("drained")).isZero();
        }
    }

    @Test
    void keepsOneConnectionWhileItIsTheOwnerAndNoneAfterwards() throws Exception {
        String agents = "select count(*) from pg_stat_activity where application_name = 'seedgate-agent:test:main'";
        try (RunningAgent agent = RunningAgent.on(server.url(), "watcher", view(1, 0))) {
            agent.awaitLooks(2);
            assertThat(server.count(agents)).isEqualTo(1);

            agent.lost();
            await().atMost(Duration.ofSeconds(10)).until(() -> server.count(agents) == 0);
            assertThat(agent.metrics.find("seedgate.agent.observation.age").gauge())
                    .isNull();

            agent.owned(view(2, 0));
            agent.awaitSeen(seen -> seen.basis() == 2);
            assertThat(agent.metrics
                            .get("seedgate.agent.observation.age")
                            .gauge()
                            .value())
                    .isLessThan(30);
        }
    }

    private static Connection token(long fence) throws SQLException {
        return server.client("seeder", "sg:test:main-" + fence);
    }

    private static void runUntilCancelled(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("57P01");
        }
    }

    private static Map<String, Integer> sessionsByToken(ClusterObservation.Seen seen) {
        return seen.tokens().stream()
                .collect(Collectors.toMap(
                        TokenSessions::token, token -> token.pids().size()));
    }
}
