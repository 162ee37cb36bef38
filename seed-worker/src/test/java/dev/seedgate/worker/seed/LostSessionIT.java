package dev.seedgate.worker.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seedgate.localstack.SharedLocalStack;
import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.SeedOutcome.Failed;
import dev.seedgate.protocol.SeedOutcome.GivenBack;
import dev.seedgate.protocol.SeedOutcome.InDoubt;
import dev.seedgate.protocol.SeedOutcome.Succeeded;
import dev.seedgate.protocol.TokenTag;
import dev.seedgate.worker.config.DatabaseSettings;
import dev.seedgate.worker.stop.StopCause;
import dev.seedgate.worker.stop.StopSignal;
import dev.seedgate.worker.support.Grants;
import dev.seedgate.worker.support.Proxy;
import dev.seedgate.worker.support.TestCatalog;
import dev.seedgate.worker.support.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says when its session ends under it, in the middle of its work or of its commit. */
class LostSessionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long HOLD = 4712;
    private static final String HELD_COMMIT = "from pg_stat_activity where datname = current_database()"
            + " and query = 'COMMIT' and wait_event_type = 'Lock' and wait_event = 'advisory'";
    private static final InDoubt IN_DOUBT = new InDoubt("the connection was lost while the seed was being committed");
    private static final StopCause KILLED = new StopCause.Revoked("it was killed by an operator");

    @TempDir
    Path folder;

    private final StopSignal stop = new StopSignal();
    private TestDatabase database;
    private SeedRuns runs;

    @BeforeEach
    void prepare() throws SQLException {
        database = TestDatabase.create(SharedLocalStack.get().postgres());
        database.execute("""
                create table parts (id int);
                create function hold() returns trigger language plpgsql as
                    'begin perform pg_advisory_xact_lock(%d); return null; end';
                create constraint trigger hold after insert on parts deferrable initially deferred
                    for each row execute function hold()
                """.formatted(HOLD));
        new TestCatalog(folder).sql("one", "insert into parts values (1)").sql("endless", "select pg_sleep(600)");
        runs = new SeedRuns(folder, database.settings());
    }

    @Test
    void isNoFailureOfTheSeedWhenTheWordOfTheRevocationComesAfterTheEnd() throws Exception {
        Grant grant = SeedRuns.grant(Grants.request("endless"));
        CompletableFuture<RunResult> run = runs.start(grant, stop);
        awaitActive("select pg_sleep(600)%");
        end(grant);
        await("that no session is left").atMost(PATIENCE).until(() -> database.sessions(tag(grant)) == 0);

        stop.raise(KILLED);

        assertThat(run.join().outcome())
                .isEqualTo(new GivenBack("the run was stopped: its token was revoked: it was killed by an operator"));
    }

    @Test
    void isAFailureWhenNobodyRevokedTheToken() throws Exception {
        Grant grant = SeedRuns.grant(Grants.request("endless"));
        CompletableFuture<RunResult> run = runs.start(grant);
        awaitActive("select pg_sleep(600)%");

        end(grant);

        assertThat(run.join().outcome())
                .isEqualTo(new Failed(
                        "endless.yaml:3: PostgreSQL ended the session (57P01: terminating connection due to administrator"
                                + " command)",
                        true));
    }

    @Test
    void isInDoubtWhenNoSessionIsLeftToAsk() throws Exception {
        Grant grant = SeedRuns.grant(Grants.request("one"));
        try (Connection hold = holdCommits()) {
            CompletableFuture<RunResult> run = runs.start(grant);
            awaitHeldCommit();
            await("that both sessions are there").atMost(PATIENCE).until(() -> database.sessions(tag(grant)) == 2);

            end(grant);

            assertThat(run.join().outcome()).isEqualTo(IN_DOUBT);
            assertThat(hold.isValid(1)).isTrue();
        }
    }

    @Test
    void isInDoubtRatherThanAskedInANewSessionAfterTheTokenWasLost() throws Exception {
        Grant grant = SeedRuns.grant(Grants.request("one", 1));
        try (Connection hold = holdCommits();
                Proxy network = Proxy.to(SharedLocalStack.get().postgres().port())) {
            network.holdBackends();
            CompletableFuture<RunResult> run = new SeedRuns(folder, through(network)).start(grant, stop);
            awaitHeldCommit();
            network.cutClient(portOfTheCommit());

            stop.raise(KILLED);

            assertThat(run.join()).isEqualTo(new RunResult(IN_DOUBT, false));
            assertThat(hold.isValid(1)).isTrue();
        }
    }

    @Test
    void isSuccessWhenTheHistoryHasItAfterTheAnswerWasLost() throws Exception {
        Grant grant = SeedRuns.grant(Grants.request("one"));
        try (Connection hold = holdCommits();
                Proxy network = Proxy.to(SharedLocalStack.get().postgres().port())) {
            network.holdBackends();
            CompletableFuture<RunResult> run = new SeedRuns(folder, through(network)).start(grant, stop);
            awaitHeldCommit();
            network.cutClient(portOfTheCommit());
            awaitActive("insert into seedgate.seed_history%"); // the question waits for the commit

            execute(hold, "select pg_advisory_unlock(" + HOLD + ")");

            assertThat(run.join()).isEqualTo(new RunResult(new Succeeded(1, false), false));
        }
        assertThat(database.query("select count(*) from parts")).isEqualTo("1");
    }

    private Connection holdCommits() throws SQLException {
        Connection connection = database.connect();
        execute(connection, "select pg_advisory_lock(" + HOLD + ")");
        return connection;
    }

    private void end(Grant grant) throws SQLException {
        database.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where application_name = '" + tag(grant) + "'");
    }

    private void awaitActive(String query) {
        await("that it is under way: " + query)
                .atMost(PATIENCE)
                .until(() -> database.query("select count(*) from pg_stat_activity where datname = current_database()"
                                + " and state = 'active' and query like '" + query + "'")
                        .equals("1"));
    }

    /** Not any commit: the run makes the schema first, in a transaction of its own. */
    private void awaitHeldCommit() {
        await("that the seed's commit is under way")
                .atMost(PATIENCE)
                .until(() -> database.query("select count(*) " + HELD_COMMIT).equals("1"));
    }

    private int portOfTheCommit() throws SQLException {
        return Integer.parseInt(database.query("select client_port " + HELD_COMMIT));
    }

    private DatabaseSettings through(Proxy network) {
        DatabaseSettings direct = database.settings();
        return new DatabaseSettings(
                "jdbc:postgresql://127.0.0.1:" + network.port() + "/" + database.name(),
                direct.username(),
                direct.password());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String tag(Grant grant) {
        return new TokenTag("test", grant.token()).applicationName();
    }
}
