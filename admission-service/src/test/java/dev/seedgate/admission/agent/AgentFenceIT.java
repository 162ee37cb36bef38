package dev.seedgate.admission.agent;

import static dev.seedgate.admission.agent.Views.active;
import static dev.seedgate.admission.agent.Views.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.seedgate.protocol.ClusterObservation.ClassSessions;
import dev.seedgate.protocol.ClusterObservation.EndedSession;
import dev.seedgate.protocol.ClusterObservation.EndedSession.Cause;
import dev.seedgate.protocol.ClusterObservation.Seen;
import dev.seedgate.protocol.ClusterObservation.Unreachable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two agents on one server: of one cluster, one after the other, or of two, which may not be. */
class AgentFenceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String AGENTS =
            "select count(*) from pg_stat_activity where application_name like 'seedgate-agent:test:%'";

    @SuppressWarnings("NullAway.Init")
    private static WatchedServer server;

    @BeforeAll
    static void startServer() throws SQLException {
        server = new WatchedServer();
        server.postgres().createDatabase("crm");
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
    void aNewOwnerEndsItsPredecessorWhichStaysAwayUntilItHearsFromItsLedger() throws Exception {
        try (RunningAgent paused = RunningAgent.on(server.url(), "watcher", view(1, 0))) {
            paused.awaitLooks(1);
            paused.loseLedgerUnawares();
            paused.brokerTakes(false);

            try (RunningAgent owner = RunningAgent.on(server.url(), "watcher", view(2, 0))) {
                assertThat(paused.awaitUnreachable().error()).startsWith("57P01: ");
                int reports = paused.reports.size();
                owner.awaitLooks(4);

                assertThat(owner.reports).noneMatch(Unreachable.class::isInstance);
                assertThat(server.count(AGENTS)).isEqualTo(1);
                assertThat(paused.reports.stream().skip(reports)).allMatch(Unreachable.class::isInstance);
            }
            paused.changed(view(3, 0));
            paused.awaitSeen(seen -> seen.basis() == 3);
        }
    }

    @Test
    void anAgentComesBackWhenTheBrokerAnswersAndItsLedgerIsNotLost() throws Exception {
        try (RunningAgent agent = RunningAgent.on(server.url(), "watcher", view(1, 0))) {
            agent.awaitLooks(1);
            agent.loseLedgerUnawares();
            long ended = System.nanoTime();
            server.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where application_name = 'seedgate-agent:test:main'");

            agent.awaitUnreachable();
            agent.awaitSeen(any -> true);

            assertThat(Duration.ofNanos(System.nanoTime() - ended)).isGreaterThanOrEqualTo(Ownership.SILENCE);
        }
    }

    @Test
    void twoAgentsAreChargedWhileOneTakesOver() throws Exception {
        server.client("background", "seedgate-agent:test:main");

        try (RunningAgent agent = RunningAgent.on(server.url(), "watcher", view(1, 0))) {
            assertThat(agent.awaitSeen(any -> true).classes()).contains(new ClassSessions("agent", 2));
        }
    }

    @Test
    void aSuperusersSessionIsCountedBesideTheReserveThatItDoesNotUse() throws Exception {
        server.client(server.postgres().superuser(), server.postgres().password(), "psql");

        try (RunningAgent agent = RunningAgent.on(server.url(), "watcher", view(1, 0))) {
            var seen = agent.awaitSeen(any -> true);

            assertThat(seen.unclassified()).isEqualTo(1);
            assertThat(seen.settings().superuserReserved()).isEqualTo(3);
        }
    }

    @Test
    void aSecondClusterOnAServerThatIsWatchedIsRefusedAlsoFromAnotherDatabase() throws Exception {
        try (RunningAgent first = RunningAgent.on(server.url(), "watcher", view(1, 0))) {
            first.awaitLooks(1);

            try (RunningAgent second =
                    RunningAgent.on(server.postgres().jdbcUrl("crm"), "watcher", Views.viewOf("second", 1))) {
                assertThat(second.awaitUnreachable().error())
                        .startsWith("the clusters second and main are the same PostgreSQL server")
                        .contains("remove seedgate.clusters.second and name its databases under"
                                + " seedgate.clusters.main.databases");
                first.awaitLooks(3);
                assertThat(second.reports).allMatch(Unreachable.class::isInstance);
            }
            assertThat(first.reports).noneMatch(Unreachable.class::isInstance);
        }
    }

    @Test
    void theClusterWhoseLedgerSawTheServerFirstKeepsItAlsoWhileItsAgentIsAway() throws Exception {
        Map<String, String> seen = Map.of("main", server.systemIdentifier(), "third", "4711");

        try (RunningAgent second = RunningAgent.beside(seen, server.url(), Views.viewOf("second", 1))) {
            assertThat(second.awaitUnreachable().error())
                    .startsWith(
                            "the clusters second and main are the same PostgreSQL server (they have the system identifier "
                                    + server.systemIdentifier());
            try (RunningAgent first = RunningAgent.beside(seen, server.url(), view(1, 0))) {
                first.awaitLooks(3);
            }
            assertThat(second.reports).allMatch(Unreachable.class::isInstance);
        }
    }

    @Test
    void whatWasEndedIsReportedWithTheFirstObservationThatArrives() throws Exception {
        try (RunningAgent agent = RunningAgent.on(server.url(), "watcher", view(1, 7, active(7, 1)))) {
            agent.awaitLooks(1);
            agent.brokerTakes(false);
            server.client("seeder", "sg:test:main-3");
            await().atMost(PATIENCE).until(() -> agent.terminations("orphaned") == 1);
            agent.awaitLooks(2);
            int dropped = agent.reports.size();

            agent.brokerTakes(true);
            agent.awaitLooks(3);

            assertThat(agent.reports.stream().skip(dropped).toList())
                    .filteredOn(report ->
                            report instanceof Seen seen && !seen.ended().isEmpty())
                    .singleElement()
                    .satisfies(report -> assertThat(((Seen) report).ended())
                            .extracting(EndedSession::token, EndedSession::cause)
                            .containsExactly(tuple("main-3", Cause.ORPHANED)));
        }
    }
}
