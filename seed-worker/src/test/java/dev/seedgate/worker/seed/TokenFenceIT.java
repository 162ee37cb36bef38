package dev.seedgate.worker.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seedgate.localstack.SharedLocalStack;
import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.SeedOutcome.Failed;
import dev.seedgate.protocol.SeedOutcome.GivenBack;
import dev.seedgate.protocol.SeedOutcome.Succeeded;
import dev.seedgate.protocol.TokenTag;
import dev.seedgate.worker.support.Grants;
import dev.seedgate.worker.support.TestCatalog;
import dev.seedgate.worker.support.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A seed commits, or its token was revoked before; never both, whatever its worker believes. The worker of these tests believes that
 * its lease is good for ever, as one that was stopped right before its commit does.
 */
class TokenFenceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long HOLD = 4711;
    private static final GivenBack REVOKED = new GivenBack(
            "the run was stopped: its token was revoked: it is marked as revoked in seedgate.token_fence");
    /** What the agent does before it says that a token is gone. */
    private static final String REVOKE =
            "insert into seedgate.token_fence (token, fence, revoked_at) values (?, ?, now())"
                    + " on conflict (token) do update set revoked_at = now()";

    @TempDir
    Path folder;

    private TestDatabase database;
    private SeedRuns runs;

    @BeforeEach
    void prepare() throws SQLException {
        database = TestDatabase.create(SharedLocalStack.get().postgres());
        database.execute("create table parts (id int); create sequence begun");
        new TestCatalog(folder)
                .sql("one", "select nextval('begun'); insert into parts values (1);")
                .sql("held", "insert into parts values (1); select pg_advisory_xact_lock(" + HOLD + ");")
                .sql("broken", "insert into parts values (1); select 1 / 0;");
        runs = new SeedRuns(folder, database.settings());
    }

    @Test
    void aRunLeavesNoRowBehind() throws Exception {
        assertThat(runs.run(Grants.request("one")).outcome()).isEqualTo(new Succeeded(1, false));
        assertThat(runs.run(Grants.request("broken")).outcome()).isInstanceOf(Failed.class);

        assertThat(database.query("select count(*) from seedgate.token_fence")).isEqualTo("0");
    }

    @Test
    void whatIsRevokedInTheMiddleDoesNotCommit() throws Exception {
        Grant grant = SeedRuns.grant(Grants.request("held"));
        try (Connection hold = database.connect()) {
            hold(hold);
            CompletableFuture<RunResult> run = runs.start(grant);
            awaitWaitingFor("advisory");

            revoke(grant);
            release(hold);

            assertThat(run.join()).isEqualTo(new RunResult(REVOKED, true));
        }
        assertNothingWritten();
    }

    @Test
    void whatWasRevokedBeforeItBeganDoesNotBegin() throws Exception {
        runs.run(Grants.request("broken")); // makes the tables
        Grant grant = SeedRuns.grant(Grants.request("one"));
        revoke(grant);

        assertThat(runs.run(grant).outcome()).isEqualTo(REVOKED);

        assertThat(database.query("select is_called from begun")).isEqualTo("f");
        assertThat(database.query("select token from seedgate.token_fence where revoked_at is not null"))
                .isEqualTo(tag(grant));
    }

    @Test
    void whatAnotherInstallationRevokedIsNotOursThoughItsIdIsTheSame() throws Exception {
        runs.run(Grants.request("broken")); // makes the tables
        Grant grant = SeedRuns.grant(Grants.request("one"));
        database.execute("insert into seedgate.token_fence (token, fence, revoked_at) values ('"
                + new TokenTag("other", grant.token()).applicationName() + "', 1, now())");

        assertThat(runs.run(grant).outcome()).isInstanceOf(Succeeded.class);
    }

    @Test
    void aRowThatIsGoneStopsTheCommitToo() throws Exception {
        Grant grant = SeedRuns.grant(Grants.request("held"));
        try (Connection hold = database.connect()) {
            hold(hold);
            CompletableFuture<RunResult> run = runs.start(grant);
            awaitWaitingFor("advisory");

            database.execute("delete from seedgate.token_fence");
            release(hold);

            assertThat(run.join().outcome()).isEqualTo(REVOKED);
        }
        assertNothingWritten();
    }

    @Test
    void aRevocationWaitsForACommitThatIsUnderWayAndFindsItsEffect() throws Exception {
        database.execute("""
                create function hold() returns trigger language plpgsql as
                    'begin perform pg_advisory_xact_lock(%d); return null; end';
                create constraint trigger hold after insert on parts deferrable initially deferred
                    for each row execute function hold()
                """.formatted(HOLD));
        Grant grant = SeedRuns.grant(Grants.request("one"));
        try (Connection hold = database.connect()) {
            hold(hold);
            CompletableFuture<RunResult> run = runs.start(grant);
            awaitWaitingFor("advisory");

            CompletableFuture<String> seenAfterRevoking =
                    CompletableFuture.supplyAsync(() -> revokeAndLook(grant), SeedRuns.THREAD_EACH);
            awaitWaitingFor("transactionid");
            release(hold);

            assertThat(run.join().outcome()).isEqualTo(new Succeeded(1, false));
            assertThat(seenAfterRevoking).succeedsWithin(PATIENCE).isEqualTo("applied");
        }
        assertThat(database.query("select count(*) from parts")).isEqualTo("1");
    }

    @Test
    void aCommitWaitsForARevocationThatIsUnderWayAndFails() throws Exception {
        assertRevokedFirst();
    }

    @Test
    void aCommitFailsAlsoWhereTransactionsAreStricter() throws Exception {
        database.execute(
                "alter database " + database.name() + " set default_transaction_isolation = 'repeatable read'");

        assertRevokedFirst();
    }

    private void assertRevokedFirst() throws Exception {
        Grant grant = SeedRuns.grant(Grants.request("held"));
        try (Connection hold = database.connect();
                Connection agent = database.connect()) {
            agent.setAutoCommit(false);
            agent.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            hold(hold);
            CompletableFuture<RunResult> run = runs.start(grant);
            awaitWaitingFor("advisory");
            revoke(agent, grant);
            release(hold);
            awaitWaitingFor("transactionid");

            agent.commit();

            assertThat(run.join().outcome()).isEqualTo(REVOKED);
        }
        assertNothingWritten();
    }

    private void assertNothingWritten() throws SQLException {
        assertThat(database.query("select count(*) from parts")).isEqualTo("0");
        assertThat(database.query("select count(*) from seedgate.seed_history")).isEqualTo("0");
    }

    private void revoke(Grant grant) throws SQLException {
        try (Connection agent = database.connect()) {
            revoke(agent, grant);
        }
    }

    private static String tag(Grant grant) {
        return new TokenTag("test", grant.token()).applicationName();
    }

    private static void revoke(Connection agent, Grant grant) throws SQLException {
        try (PreparedStatement revoke = agent.prepareStatement(REVOKE)) {
            revoke.setString(1, tag(grant));
            revoke.setLong(2, grant.fence());
            revoke.executeUpdate();
        }
    }

    private String revokeAndLook(Grant grant) {
        try (Connection agent = database.connect();
                Statement statement = agent.createStatement()) {
            revoke(agent, grant);
            try (ResultSet row = statement.executeQuery("select from seedgate.seed_history")) {
                return row.next() ? "applied" : "never applied";
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void hold(Connection connection) throws SQLException {
        execute(connection, "select pg_advisory_lock(" + HOLD + ")");
    }

    private static void release(Connection connection) throws SQLException {
        execute(connection, "select pg_advisory_unlock(" + HOLD + ")");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void awaitWaitingFor(String lock) {
        await("that a session waits for a lock: " + lock)
                .atMost(PATIENCE)
                .until(() -> database.query("select count(*) from pg_stat_activity where datname = current_database()"
                                + " and wait_event_type = 'Lock' and wait_event = '" + lock + "'")
                        .equals("1"));
    }
}
