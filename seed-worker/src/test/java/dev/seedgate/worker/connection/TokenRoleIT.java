package dev.seedgate.worker.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.seedgate.localstack.SharedLocalStack;
import dev.seedgate.protocol.TokenTag;
import dev.seedgate.protocol.password.TokenPassword;
import dev.seedgate.worker.config.WorkerTiming;
import dev.seedgate.worker.lease.Worth;
import dev.seedgate.worker.seed.step.SqlErrors;
import dev.seedgate.worker.support.TestDatabase;
import dev.seedgate.worker.support.TokenRoles;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logging in as a token's own role, which the server makes hold to the token's worth. */
class TokenRoleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final WorkerTiming TIMING =
            new WorkerTiming(Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(5));

    private final TokenPassword password = TokenPassword.random();
    private final TokenTag tag =
            new TokenTag("test", "role-" + UUID.randomUUID().toString().replaceAll("[^0-9]", ""));
    private final AtomicInteger asked = new AtomicInteger();
    private TestDatabase database;
    private TokenRoles roles;

    @BeforeEach
    void prepare() throws SQLException {
        database = TestDatabase.create(SharedLocalStack.get().postgres());
        roles = TokenRoles.create(database);
    }

    @Test
    void logsInAsTheTokensRoleAndActsAsTheOwner() throws Exception {
        roles.enable(tag, 2, password.verifier());

        TokenConnections connections = open(2, Duration.ZERO);

        try (Connection connection = connections.connect();
                Statement statement = connection.createStatement();
                ResultSet who = statement.executeQuery(
                        "select session_user, current_user,"
                                + " current_setting('application_name'), current_setting('client_connection_check_interval')")) {
            who.next();
            assertThat(who.getString(1)).isEqualTo(tag.login());
            assertThat(who.getString(2)).isEqualTo(roles.owner());
            assertThat(who.getString(3)).isEqualTo(tag.applicationName());
            assertThat(who.getString(4)).isEqualTo("2s");
        }
        assertThat(connections.disconnect()).isTrue();
    }

    @Test
    void waitsForARoleThatIsLate() throws Exception {
        TokenConnections connections = open(2, PATIENCE);
        CompletableFuture<Boolean> connected = CompletableFuture.supplyAsync(() -> canConnect(connections));
        await("a few refusals").atMost(PATIENCE).until(() -> asked.get() > 3);
        assertThat(connected).isNotDone();

        roles.enable(tag, 2, password.verifier());

        assertThat(connected).succeedsWithin(PATIENCE).isEqualTo(true);
        assertThat(connections.disconnect())
                .as("refused connects are gone as well")
                .isTrue();
    }

    @Test
    void waitsForARoleThatHasAnEarlierTokensPassword() throws Exception {
        roles.enable(tag, 2, TokenPassword.random().verifier());
        TokenConnections connections = open(2, PATIENCE);
        CompletableFuture<Boolean> connected = CompletableFuture.supplyAsync(() -> canConnect(connections));
        await("a few refusals").atMost(PATIENCE).until(() -> asked.get() > 3);

        database.execute("alter role \"" + tag.login() + "\" password '" + password.verifier() + "'");

        assertThat(connected).succeedsWithin(PATIENCE).isEqualTo(true);
        connections.disconnect();
    }

    @Test
    void waitsForARoleThatMayNotLogInYet() throws Exception {
        roles.enable(tag, 2, password.verifier());
        roles.disable(tag);
        TokenConnections connections = open(2, PATIENCE);
        CompletableFuture<Boolean> connected = CompletableFuture.supplyAsync(() -> canConnect(connections));
        await("a few refusals").atMost(PATIENCE).until(() -> asked.get() > 3);

        database.execute("alter role \"" + tag.login() + "\" login");

        assertThat(connected).succeedsWithin(PATIENCE).isEqualTo(true);
        connections.disconnect();
    }

    @Test
    void saysWhoWasToMakeTheRoleThatDoesNotCome() throws Exception {
        TokenConnections connections = open(1, Duration.ofMillis(300));

        assertThatThrownBy(connections::connect).isInstanceOfSatisfying(RefusedException.class, e -> {
            assertThat(SqlErrors.text(e))
                    .startsWith("PostgreSQL does not let the token's role " + tag.login()
                            + " in, which the admission service's agent was to make within the claim time");
            assertThat(SqlErrors.isRetryable(e)).isTrue();
        });
        assertThat(asked.get()).as("it tried more than once").isGreaterThan(2);
        connections.disconnect();
    }

    @Test
    void refusesToWorkAsTheRoleThatGoesAway() throws Exception {
        roles.enableWithoutOwner(tag, 1, password.verifier());
        TokenConnections connections = open(1, PATIENCE);

        assertThatThrownBy(connections::connect).isInstanceOfSatisfying(RefusedException.class, e -> {
            assertThat(SqlErrors.text(e)).startsWith("sessions of the token's role act as the role itself");
            assertThat(SqlErrors.isRetryable(e)).isFalse();
        });
        assertThat(connections.disconnect()).isTrue();
        assertThat(database.sessions(tag.applicationName())).isZero();
    }

    @Test
    void saysThatItIsTheTokenWhichIsWorthNoMore() throws Exception {
        roles.enable(tag, 1, password.verifier());
        try (Connection overdrawn =
                DriverManager.getConnection(database.settings().url(), tag.login(), password.text())) {
            assertThat(overdrawn.isValid(1)).isTrue();
            TokenConnections connections = open(1, PATIENCE);

            assertThatThrownBy(connections::connect)
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(SqlErrors.text(e))
                                    .isEqualTo(
                                            "the seed opened more connections than its token is worth (1): too many connections"
                                                    + " for role \"" + tag.login() + "\""));
            connections.disconnect();
        }
    }

    private TokenConnections open(int size, Duration roleMayTake) throws SQLException {
        var login = new Login.AsTokenRole(password.text(), System.nanoTime() + roleMayTake.toNanos());
        return TokenConnections.open(
                new TokenAccess(
                        tag,
                        new Worth(size),
                        database.settings(),
                        login,
                        new Route("shop"),
                        () -> asked.incrementAndGet() > 0),
                TIMING);
    }

    private static boolean canConnect(TokenConnections connections) {
        try (Connection connection = connections.connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
