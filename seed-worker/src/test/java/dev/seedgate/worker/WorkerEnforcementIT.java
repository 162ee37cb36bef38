package dev.seedgate.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.SharedLocalStack;
import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.SeedOutcome.GivenBack;
import dev.seedgate.protocol.SeedOutcome.Succeeded;
import dev.seedgate.protocol.TokenRelease;
import dev.seedgate.protocol.TokenTag;
import dev.seedgate.worker.support.Grants;
import dev.seedgate.worker.support.LedgerDriver;
import dev.seedgate.worker.support.TestCatalog;
import dev.seedgate.worker.support.TestDatabase;
import dev.seedgate.worker.support.TokenRoles;
import dev.seedgate.worker.support.WorkerProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker as a process, and a server that is harder on it: tokens that are roles, sessions that are ended, a worker that dies. */
class WorkerEnforcementIT {
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final LocalStack stack = SharedLocalStack.get();
    private final String prefix = UUID.randomUUID() + "-";
    private TestDatabase database;
    private LedgerDriver ledger;
    private WorkerProcess worker;

    @BeforeEach
    void start() throws Exception {
        database = TestDatabase.create(stack.postgres());
        TestCatalog catalog = new TestCatalog(folder.resolve("catalog"))
                .sql("one", "create table if not exists part (id int); insert into part values (1);")
                .sql("endless", "create table endless (id int); select pg_sleep(600);")
                .sql("longer", "create table longer (id int); select pg_sleep(8); insert into longer values (1);");
        ledger = new LedgerDriver(stack.broker().bootstrapServers(), prefix).start();
        worker = WorkerProcess.start(
                        folder.resolve("worker"),
                        WorkerProcess.properties(stack.broker().bootstrapServers(), prefix, catalog, database))
                .awaitReady();
    }

    @AfterEach
    void close() {
        worker.close();
        ledger.close();
    }

    @Test
    void logsInAsTheTokenOnceItsRoleIsThere() throws Exception {
        TokenRoles roles = TokenRoles.create(database);
        BidMessage.Acquire bid = ledger.awaitBid();
        Grant grant = Grants.asRole(Grants.grant(Grants.request("one"), bid.bid(), bid.worker(), LEASE));
        ledger.reply(bid.replyPartition(), grant);
        await("that it claims before the role is there")
                .atMost(PATIENCE)
                .until(() -> ledger.heartbeats().count() > 1);

        roles.enable(new TokenTag("test", grant.token()), grant.connections(), Objects.requireNonNull(bid.verifier()));

        TokenRelease release = ledger.awaitRelease(grant);
        assertThat(release.outcome()).isEqualTo(new Succeeded(1, false));
        assertThat(release.disconnected()).isTrue();
        assertThat(database.query("select tableowner from pg_tables where tablename = 'part'"))
                .isEqualTo(roles.owner());
        assertThat(ledger.awaitBid().verifier()).isNotEqualTo(bid.verifier());
    }

    @Test
    void renewsABidWithTheSameVerifier() {
        BidMessage.Acquire bid = ledger.awaitBid();

        await("that it is renewed")
                .atMost(PATIENCE)
                .until(() -> ledger.bids().filter(bid::equals).count() > 1);
        assertThat(ledger.bids()).containsOnly(bid);
        assertThat(bid.verifier()).startsWith("SCRAM-SHA-256$4096:");
    }

    @Test
    void givesBackWhatTheAgentEndedBeforeTheRevocationWasRead() throws Exception {
        BidMessage.Acquire bid = ledger.awaitBid();
        Grant grant = Grants.grant(Grants.request("endless"), bid.bid(), bid.worker(), LEASE);
        ledger.reply(bid.replyPartition(), grant);
        awaitRunning(grant);
        end(grant);

        ledger.reply(
                bid.replyPartition(),
                new Reply.Revocation(Grants.CLUSTER, bid.worker(), grant.token(), "it was killed by an operator"));

        assertThat(ledger.awaitRelease(grant).outcome())
                .isEqualTo(new GivenBack("the run was stopped: its token was revoked: it was killed by an operator"));
    }

    @Test
    void aZombieWritesNothingAndOpensNothing() throws Exception {
        Duration lease = Duration.ofSeconds(9);
        Grant grant = ledger.grant(Grants.request("longer"), lease);
        awaitRunning(grant);
        worker.process().pause();
        await("that the statement is over and the lease too")
                .atMost(PATIENCE)
                .pollDelay(lease)
                .until(() -> database.query("select count(*) from pg_stat_activity where application_name = '"
                                + tag(grant) + "' and state = 'idle in transaction'")
                        .equals("1"));
        end(grant);

        worker.process().resume();

        assertThat(ledger.awaitRelease(grant).outcome())
                .isEqualTo(new GivenBack("the run was stopped: its lease could not be renewed in time"));
        assertThat(database.sessions(tag(grant))).isZero();
        assertThat(database.query("select to_regclass('longer')")).isEqualTo("null");
        assertThat(database.query("select count(*) from seedgate.seed_history")).isEqualTo("0");
    }

    @Test
    void aBackendThatIsBusyNoticesThatItsWorkerDied() throws Exception {
        Duration beyondThisTest = PATIENCE.multipliedBy(10); // or the statement's own limit ends it
        Grant grant = ledger.grant(Grants.request("endless", beyondThisTest), LEASE);
        awaitRunning(grant);
        try (Connection unaware = database.connect()) {
            Thread.ofVirtual().start(() -> sleep(unaware));
            awaitSleeping("pg_sleep(601)", 1);

            worker.process().kill();
            unaware.abort(Runnable::run);

            await("that the worker's sessions are gone")
                    .atMost(PATIENCE)
                    .until(() -> database.sessions(tag(grant)) == 0);
            awaitSleeping("pg_sleep(601)", 1); // another client's, dead at the same time, is still there
        }
        database.execute("select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(601)'");
    }

    private static void sleep(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_sleep(601)");
        } catch (SQLException e) {
            // its socket is closed
        }
    }

    private void end(Grant grant) throws SQLException {
        database.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where application_name = '" + tag(grant) + "'");
    }

    private void awaitRunning(Grant grant) {
        await("that the seed runs")
                .atMost(PATIENCE)
                .until(() -> database.query("select count(*) from pg_stat_activity where application_name = '"
                                + tag(grant) + "' and query like '%pg_sleep%' and state = 'active'")
                        .equals("1"));
    }

    private void awaitSleeping(String statement, int sessions) {
        await(sessions + " sessions in " + statement)
                .atMost(PATIENCE)
                .until(() -> database.query("select count(*) from pg_stat_activity where query like 'select "
                                + statement + "' and state = 'active'")
                        .equals(Integer.toString(sessions)));
    }

    private static String tag(Grant grant) {
        return new TokenTag("test", grant.token()).applicationName();
    }
}
