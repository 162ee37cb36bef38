package dev.seedgate.worker.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.seedgate.localstack.SharedLocalStack;
import dev.seedgate.localstack.postgres.Postgres;
import dev.seedgate.localstack.process.FreePorts;
import dev.seedgate.protocol.TokenTag;
import dev.seedgate.worker.config.DatabaseSettings;
import dev.seedgate.worker.config.WorkerTiming;
import dev.seedgate.worker.lease.Worth;
import dev.seedgate.worker.support.Proxy;
import dev.seedgate.worker.support.TestDatabase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Whether connections are really gone when we say so. */
class TokenConnectionsIT {
    private static final WorkerTiming TIMING =
            new WorkerTiming(Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(5));
    private static final WorkerTiming IMPATIENT =
            new WorkerTiming(Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final Postgres postgres = SharedLocalStack.get().postgres();
    private final Route route = new Route("shop");

    @Test
    void theSlotIsFreeTheMomentThatDisconnectReturns() throws Exception {
        TestDatabase database = TestDatabase.create(postgres);
        DatabaseSettings seeder = roleWithLimit(database, 2);
        try (Connection witness = postgres.connect();
                PreparedStatement sessions =
                        witness.prepareStatement("select count(*) from pg_stat_activity where application_name = ?")) {
            for (int fence = 1; fence <= 200; fence++) {
                TokenTag tag = new TokenTag("close", "main-" + fence);
                TokenConnections connections = open(tag, 2, seeder);
                try (Connection connection = connections.connect();
                        Connection other = connections.connect()) {
                    assertThat(connection.isValid(1)).isTrue();
                    assertThat(other.isValid(1)).isTrue(); // neither was refused with 53300
                }

                assertThat(connections.disconnect()).isTrue();

                sessions.setString(1, tag.applicationName());
                try (ResultSet count = sessions.executeQuery()) {
                    count.next();
                    assertThat(count.getInt(1))
                            .as("sessions after round %d", fence)
                            .isZero();
                }
            }
        }
    }

    @Test
    void growsAndShrinksWithTheToken() throws Exception {
        TestDatabase database = TestDatabase.create(postgres);
        TokenTag tag = new TokenTag("resize", "main-1");
        Worth worth = new Worth(1);
        TokenConnections connections = TokenConnections.open(
                new TokenAccess(tag, worth, database.settings(), new Login.AsConfigured(), route, () -> true), TIMING);
        try (Connection first = connections.connect()) {
            assertThat(first.isValid(1)).isTrue();
            worth.resized(3, 1);
            try (Connection second = connections.connect();
                    Connection third = connections.connect()) {
                assertThat(second.isValid(1)).isTrue();
                assertThat(third.isValid(1)).isTrue();
                assertThat(database.sessions(tag.applicationName())).isEqualTo(3);

                worth.resized(1, 2);

                assertThat(worth.statement()).isEqualTo(new Worth.Statement(3, 2)); // they are still used
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> worth.statement().equals(new Worth.Statement(1, 2)));
            assertThat(database.sessions(tag.applicationName())).isEqualTo(1); // gone when we say so
            assertThat(first.isValid(1)).isTrue();
        }
        assertThat(connections.disconnect()).isTrue();
    }

    @Test
    void opensExactlyTheTokensWorthAndTagsEverySession() throws Exception {
        TestDatabase database = TestDatabase.create(postgres);
        TokenTag tag = new TokenTag("worth", "main-1");

        TokenConnections connections = open(tag, 3, database.settings());

        await().atMost(Duration.ofSeconds(10)).until(() -> database.sessions(tag.applicationName()) == 3);
        assertThat(connections.disconnect()).isTrue();
        assertThat(database.sessions(tag.applicationName())).isZero();
    }

    @Test
    void aRefusedConnectLeavesNothingBehindWhereTheWayIsKnown() throws Exception {
        TestDatabase database = TestDatabase.create(postgres);
        DatabaseSettings nobody = roleWithLimit(database, 0);
        letInOnce(database);
        TokenConnections connections = open(new TokenTag("refused", "main-1"), 2, nobody);

        assertThatThrownBy(connections::connect)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("53300"));

        assertThat(connections.disconnect()).isTrue();
    }

    @Test
    void aRefusedConnectProvesNothingWhereNoSessionEverSaidWhereItCameFrom() throws Exception {
        TestDatabase database = TestDatabase.create(postgres);
        TokenConnections connections = open(new TokenTag("unknown", "main-1"), 2, roleWithLimit(database, 0));
        assertThatThrownBy(connections::connect).isInstanceOf(SQLException.class);

        assertThat(connections.disconnect()).isFalse();
    }

    @Test
    void whatNeverReachedAServerNeedsNoProof() throws Exception {
        var nowhere = new DatabaseSettings("jdbc:postgresql://127.0.0.1:" + FreePorts.next() + "/shop", "seeder", "");
        TokenConnections connections = open(new TokenTag("nowhere", "main-1"), 1, nowhere);
        assertThatThrownBy(connections::connect).isInstanceOf(SQLException.class);

        assertThat(connections.disconnect()).isTrue();
    }

    @Test
    void replacesASessionThatTheServerEnded() throws Exception {
        TestDatabase database = TestDatabase.create(postgres);
        TokenTag tag = new TokenTag("replaced", "main-1");
        TokenConnections connections = open(tag, 1, database.settings());
        try (Connection connection = connections.connect();
                Statement statement = connection.createStatement()) {
            end(database, tag);
            assertThatThrownBy(() -> statement.execute("select 1")).isInstanceOf(SQLException.class);
        }

        useOne(connections);

        assertThat(database.sessions(tag.applicationName())).isEqualTo(1);
        connections.disconnect();
    }

    /** As when a process sleeps past its lease between the question whether it may connect and the connecting. */
    @Test
    void opensNoSessionWhenTheTokenIsLostInTheMiddleOfIt() throws Exception {
        TestDatabase database = TestDatabase.create(postgres);
        TokenTag tag = new TokenTag("asleep", "main-1");
        var asked = new AtomicInteger();
        BooleanSupplier heldWhenFirstAsked = () -> asked.incrementAndGet() == 1;
        TokenConnections connections = TokenConnections.open(
                new TokenAccess(
                        tag, new Worth(1), database.settings(), new Login.AsConfigured(), route, heldWhenFirstAsked),
                TIMING);

        assertThatThrownBy(connections::connect).isInstanceOf(SQLException.class);

        assertThat(asked).as("how often it was asked").hasValueGreaterThan(1);
        assertThat(database.sessions(tag.applicationName())).isZero();
        connections.disconnect();
    }

    @Test
    void opensNothingMoreOnceTheTokenIsLost() throws Exception {
        TestDatabase database = TestDatabase.create(postgres);
        TokenTag tag = new TokenTag("lost", "main-1");
        var held = new AtomicBoolean(true);
        TokenConnections connections = TokenConnections.open(
                new TokenAccess(tag, new Worth(1), database.settings(), new Login.AsConfigured(), route, held::get),
                TIMING);
        try (Connection connection = connections.connect();
                Statement statement = connection.createStatement()) {
            held.set(false);
            end(database, tag);
            assertThatThrownBy(() -> statement.execute("select 1")).isInstanceOf(SQLException.class);
        }

        assertThatThrownBy(() -> useOne(connections)).hasMessageContaining("the token is no longer held");

        assertThat(database.sessions(tag.applicationName())).isZero();
        connections.disconnect();
    }

    @Test
    void interruptingEndsARunningStatement() throws Exception {
        TestDatabase database = TestDatabase.create(postgres);
        TokenTag tag = new TokenTag("cancel", "main-1");
        TokenConnections connections = open(tag, 1, database.settings());
        CompletableFuture<Boolean> run = CompletableFuture.supplyAsync(() -> {
            try (Connection connection = connections.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("select pg_sleep(600)");
            } catch (SQLException e) {
                assertThat(e.getSQLState()).isEqualTo("57014");
            }
            return connections.disconnect();
        });
        await().atMost(Duration.ofSeconds(10))
                .until(() -> database.query("select count(*) from pg_stat_activity where query like '%pg_sleep(600)%'"
                                + " and application_name = '" + tag.applicationName() + "'")
                        .equals("1"));

        connections.interrupt(Duration.ofSeconds(10));

        assertThat(run).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
    }

    @Test
    void aServerThatHangsIsGivenUpWithinBoundsAndWithoutProof() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            var database = new DatabaseSettings(
                    "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/shop", "seeder", "");
            TokenConnections connections =
                    TokenConnections.open(access(new TokenTag("silent", "main-1"), 1, database), IMPATIENT);
            assertThatThrownBy(connections::connect).isInstanceOf(SQLException.class);

            CompletableFuture<Boolean> gone = CompletableFuture.supplyAsync(connections::disconnect);

            assertThat(gone).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(false);
        }
    }

    @Test
    void theEndOfASocketProvesNothingWhereAProxyStandsBetween() throws Exception {
        TestDatabase database = TestDatabase.create(postgres);
        TokenTag tag = new TokenTag("proxied", "main-1");
        try (Proxy pooler = Proxy.to(postgres.port())) {
            pooler.holdBackends();
            TokenConnections connections = open(tag, 1, through(pooler, database));
            useOne(connections);

            boolean gone = connections.disconnect();

            assertThat(database.sessions(tag.applicationName()))
                    .as("our socket's end was the proxy's, not the backend's")
                    .isEqualTo(1);
            assertThat(gone).isFalse();
        }
    }

    @Test
    void whatWasSeenBehindAProxyOnceIsTrustedNoMore() throws Exception {
        TestDatabase database = TestDatabase.create(postgres);
        try (Proxy proxy = Proxy.to(postgres.port())) {
            TokenConnections proxied = open(new TokenTag("proxied", "main-2"), 1, through(proxy, database));
            useOne(proxied);
            proxied.disconnect();
        }
        TokenConnections direct = open(new TokenTag("direct", "main-1"), 1, database.settings());
        useOne(direct);

        assertThat(direct.disconnect()).isFalse();
    }

    @Test
    void opensNoSessionInPlaceOfOneThatMayBeThereStill() throws Exception {
        TestDatabase database = TestDatabase.create(postgres);
        TokenTag tag = new TokenTag("replaced", "main-2");
        try (Proxy network = Proxy.to(postgres.port())) {
            network.holdBackends();
            TokenConnections connections = open(tag, 1, through(network, database));
            try (Connection connection = connections.connect();
                    Statement statement = connection.createStatement()) {
                network.cutClients();
                assertThatThrownBy(() -> statement.execute("select 1")).isInstanceOf(SQLException.class);
            }

            assertThatThrownBy(() -> useOne(connections))
                    .hasMessageContaining("a lost connection's session may still be there");

            assertThat(database.sessions(tag.applicationName())).isEqualTo(1);
            connections.disconnect();
        }
    }

    private DatabaseSettings through(Proxy proxy, TestDatabase database) {
        DatabaseSettings direct = database.settings();
        return new DatabaseSettings(
                "jdbc:postgresql://127.0.0.1:" + proxy.port() + "/" + database.name(),
                direct.username(),
                direct.password());
    }

    private void letInOnce(TestDatabase database) throws SQLException {
        TokenConnections connections = open(new TokenTag("once", "main-1"), 1, database.settings());
        useOne(connections);
        connections.disconnect();
    }

    private static void end(TestDatabase database, TokenTag tag) throws SQLException {
        database.execute("select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = '"
                + tag.applicationName() + "'");
    }

    private static void useOne(TokenConnections connections) throws SQLException {
        try (Connection connection = connections.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    private TokenConnections open(TokenTag tag, int size, DatabaseSettings database) throws SQLException {
        return TokenConnections.open(access(tag, size, database), TIMING);
    }

    private TokenAccess access(TokenTag tag, int size, DatabaseSettings database) {
        return new TokenAccess(tag, new Worth(size), database, new Login.AsConfigured(), route, () -> true);
    }

    private DatabaseSettings roleWithLimit(TestDatabase database, int limit) throws SQLException {
        String role = "r" + database.name();
        database.execute("create role " + role + " login password 'secret' connection limit " + limit);
        return new DatabaseSettings(database.settings().url(), role, "secret");
    }
}
