package dev.seedgate.admission.agent;

import static dev.seedgate.admission.agent.Views.active;
import static dev.seedgate.admission.agent.Views.draining;
import static dev.seedgate.admission.agent.Views.view;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a real server proves that a token is gone, for agents that may see states and for one that may not. */
class AbsenceIT {
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

    @ParameterizedTest
    @ValueSource(strings = {"watcher", "signaller", "powerless"})
    void aTokenIsNotGoneWhileABackendAuthenticatesThatWasThereBeforeItsDrain(String role) throws Exception {
        try (RunningAgent agent = RunningAgent.on(server.url(), role, view(1, 7, active(7, 1)))) {
            agent.awaitLooks(2);
            try (Socket halfStarted = server.halfStarted()) {
                assertThat(halfStarted.isConnected()).isTrue();
                server.awaitHalfStarted();
                agent.changed(view(2, 7, draining(7, 1, 2, null)));
                agent.awaitLooks(5);

                assertThat(agent.saidGone("main-7")).isFalse();
            }
            agent.awaitGone("main-7");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"watcher", "signaller", "powerless"})
    void aBackendThatCameAfterTheDrainKeepsNoSlot(String role) throws Exception {
        Connection session = server.client(role, "sg:test:main-7");
        try (RunningAgent agent = RunningAgent.on(server.url(), role, view(1, 7, active(7, 1)))) {
            agent.changed(view(2, 7, draining(7, 1, Duration.ofSeconds(30))));
            agent.awaitSeen(seen -> seen.basis() == 2);

            try (Socket halfStarted = server.halfStarted()) {
                assertThat(halfStarted.isConnected()).isTrue();
                server.awaitHalfStarted();
                assertThat(agent.saidGone("main-7")).isFalse();
                session.close();

                agent.awaitGone("main-7");
            }
        }
    }
}
