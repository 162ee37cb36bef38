package dev.seedgate.admission.agent;

import static dev.seedgate.admission.agent.Views.draining;
import static dev.seedgate.admission.agent.Views.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.seedgate.protocol.ClusterObservation.Seen;
import dev.seedgate.protocol.ClusterObservation.Unreachable;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an agent says and does when the server is full, away, changed, or not to be had at all. */
class AgentOutageIT {
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

    @BeforeEach
    void serverIsUp() {
        server.postgres().start();
    }

    @AfterEach
    void disconnectClients() throws SQLException {
        server.disconnectAll();
    }

    @Test
    void goesOnLookingWhenEverySlotIsTaken() throws Exception {
        try (RunningAgent agent = RunningAgent.on(server.url(), "watcher", view(1, 0))) {
            agent.awaitLooks(1);

            int ordinary = server.postgres().maxConnections() - 3;
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                takeEverySlot();
                return agent.latest() instanceof Seen seen && seen.unclassified() == ordinary - 1;
            });
            agent.awaitLooks(2);
            assertThat(agent.reports).noneMatch(Unreachable.class::isInstance);
        }
    }

    @Test
    void followsAServerThatComesBackWithAnotherLimit() {
        try (RunningAgent agent = RunningAgent.on(server.url(), "watcher", view(1, 0))) {
            agent.awaitLooks(1);

            server.postgres().restart(40);

            agent.awaitSeen(seen -> seen.settings().maxConnections() == 40);
        }
    }

    @Test
    void saysThatTheServerIsAwayAndSeesItAgain() {
        try (RunningAgent agent = RunningAgent.on(server.url(), "watcher", view(1, 0))) {
            agent.awaitLooks(1);

            server.postgres().kill();
            agent.awaitUnreachable();
            assertThat(agent.awaitUnreachable().error()).startsWith("08001: ");

            server.postgres().start();
            agent.awaitSeen(any -> true);
        }
    }

    @Test
    void anOutageProvesNothingButTheServerThatCameBackDoes() throws Exception {
        server.client("seeder", "sg:test:main-7");
        try (RunningAgent agent =
                RunningAgent.on(server.url(), "watcher", view(2, 7, draining(7, 1, Duration.ofHours(1))))) {
            agent.awaitLooks(1);

            server.postgres().kill();
            agent.awaitUnreachable();
            agent.awaitUnreachable();
            assertThat(agent.saidGone("main-7")).isFalse();

            server.postgres().start();
            agent.awaitGone("main-7");
        }
    }

    @Test
    void noticesWithinSecondsThatTheServerNoLongerAnswers() throws Exception {
        try (DeadWire wire =
                        new DeadWire(server.postgres().host(), server.postgres().port());
                RunningAgent agent = RunningAgent.on(
                        "jdbc:postgresql://127.0.0.1:" + wire.port() + "/postgres", "watcher", view(1, 0))) {
            agent.awaitLooks(1);

            long deadAt = System.nanoTime();
            wire.die();
            agent.awaitUnreachable();
            assertThat(Duration.ofNanos(System.nanoTime() - deadAt)).isLessThan(Duration.ofSeconds(10));
            agent.awaitUnreachable();

            wire.revive();
            agent.awaitSeen(any -> true);
        }
    }

    @Test
    void namesThePropertyWhenThePasswordIsWrong() {
        try (RunningAgent agent = RunningAgent.with(server.url(), "watcher", "wrong", view(1, 0))) {
            assertThat(agent.awaitUnreachable().error())
                    .startsWith("28P01: ")
                    .contains("seedgate.clusters.main.agent.username and .password");
        }
    }

    @Test
    void namesThePropertyWhenTheHostOrTheDatabaseIsUnknown() {
        String nowhere = "jdbc:postgresql://no-such-host.invalid/postgres";
        try (RunningAgent agent = RunningAgent.on(nowhere, "watcher", view(1, 0))) {
            assertThat(agent.awaitUnreachable().error())
                    .startsWith("08001: ")
                    .contains("check the host in seedgate.clusters.main.agent.url");
        }
        try (RunningAgent agent = RunningAgent.on(server.postgres().jdbcUrl("nowhere"), "watcher", view(1, 0))) {
            assertThat(agent.awaitUnreachable().error())
                    .startsWith("3D000: ")
                    .contains("check the database in seedgate.clusters.main.agent.url");
        }
    }

    @Test
    void refusesAnUrlOfAnotherKindAtTheStart() {
        assertThatThrownBy(() -> RunningAgent.on("postgres://127.0.0.1/shop", "watcher", view(1, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("seedgate.clusters.main.agent.url must be a JDBC URL");
    }

    private static void takeEverySlot() {
        assertThatThrownBy(() -> {
                    while (true) {
                        server.client("seeder", "crowd");
                    }
                })
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("53300"));
    }
}
