package dev.seedgate.admission.agent;

import static dev.seedgate.admission.agent.Views.draining;
import static dev.seedgate.admission.agent.Views.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.protocol.ClusterObservation.Effect;
import dev.seedgate.protocol.ClusterObservation.Seen;
import dev.seedgate.protocol.SkipReason;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a database says of the run of a vanished token, and what the token can no longer do thereafter. */
class SettlementIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SETTLING =
            "select count(*) from pg_stat_activity where application_name = 'sgs:test:main-7'";
    private static final String COMMITS =
            "delete from seedgate.token_fence where token = 'main-7' and revoked_at is null";

    @SuppressWarnings("NullAway.Init")
    private static WatchedServer server;

    @BeforeAll
    static void startServer() throws SQLException {
        server = new WatchedServer();
        server.execute("alter role seeder noinherit");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void aWorkerPreparedTheDatabase() throws SQLException {
        server.execute("""
                create schema seedgate authorization seeder;
                set role seeder;
                create table seedgate.seed_history (request text primary key, rows bigint, finished_at timestamptz);
                create table seedgate.token_fence (token text primary key, fence bigint not null,
                    revoked_at timestamptz, noted_at timestamptz not null default now());
                insert into seedgate.token_fence (token, fence) values ('main-7', 7);
                """);
    }

    @AfterEach
    void disconnectClients() throws SQLException {
        server.disconnectAll();
        server.execute("drop schema if exists seedgate cascade");
    }

    @Test
    void aRunThatCommittedIsReportedAsApplied() throws Exception {
        server.execute("insert into seedgate.seed_history values ('request-7', 4711, now()), ('request-8', 1, now())");

        try (RunningAgent agent = asking("seeder")) {
            assertThat(agent.awaitGone("main-7").effect()).isEqualTo(new Effect.Applied(4711));
        }
    }

    @Test
    void whatARunThatCommittedPutAsideOrSkippedIsReportedToo() throws Exception {
        server.execute("alter table seedgate.seed_history add rejected bigint, add skipped boolean;"
                + " insert into seedgate.seed_history values ('request-7', 0, now(), 3, true)");

        try (RunningAgent agent = asking("seeder")) {
            assertThat(agent.awaitGone("main-7").effect()).isEqualTo(new Effect.Applied(0, 3L, SkipReason.UNCHANGED));
        }
    }

    @Test
    void aRunThatDidNotCommitCanNeverDoSoAfterwards() throws Exception {
        try (RunningAgent agent = asking("seeder");
                Connection zombie = server.client("seeder", "psql");
                Statement statement = zombie.createStatement()) {
            assertThat(agent.awaitGone("main-7").effect()).isEqualTo(new Effect.NeverApplied());

            assertThat(statement.executeUpdate(COMMITS)).isZero();
        }
    }

    @Test
    void aTokenThatNeverBeganCannotBeginAfterwards() throws Exception {
        server.execute("delete from seedgate.token_fence");

        try (RunningAgent agent = asking("seeder")) {
            assertThat(agent.awaitGone("main-7").effect()).isEqualTo(new Effect.NeverApplied());

            assertThat(server.count("select count(*) from seedgate.token_fence"
                            + " where token = 'main-7' and fence = 7 and revoked_at is not null"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aCommitThatIsUnderWayIsWaitedFor() throws Exception {
        try (Connection run = server.client("seeder", "psql");
                Statement statement = run.createStatement()) {
            run.setAutoCommit(false);
            statement.execute("insert into seedgate.seed_history values ('request-7', 12, now())");
            assertThat(statement.executeUpdate(COMMITS)).isEqualTo(1);

            try (RunningAgent agent = asking("seeder")) {
                await().atMost(PATIENCE).until(() -> server.count(SETTLING + " and wait_event_type = 'Lock'") == 1);
                agent.awaitLooks(2);
                assertThat(agent.saidGone("main-7")).isFalse();

                run.commit();

                assertThat(agent.awaitGone("main-7").effect()).isEqualTo(new Effect.Applied(12));
            }
        }
    }

    @Test
    void whatAScriptCommittedByItselfIsNotTakenForTheWholeEffect() throws Exception {
        server.execute("insert into seedgate.seed_history values ('request-7', null, null)");

        try (RunningAgent agent = asking("seeder")) {
            assertThat(agent.awaitGone("main-7").effect())
                    .isInstanceOfSatisfying(
                            Effect.Unknown.class,
                            unknown -> assertThat(unknown.why()).contains("committed by itself"));
        }
    }

    @Test
    void nothingIsKnownOfADatabaseThatNoWorkerHasPrepared() throws Exception {
        server.execute("drop schema seedgate cascade");

        assertUnknown("seeder", server.url(), "42P01: ", "no worker has made its tables there yet");
    }

    @Test
    void nothingIsKnownWhereTheRoleMayNotAskOrNotEnter() throws Exception {
        assertUnknown(
                "powerless", server.url(), "42501: ", "seedgate.clusters.main.databases.shop.username lacks a right");
        assertUnknown(
                "nobody",
                server.url(),
                "28P01: ",
                "check seedgate.clusters.main.databases.shop.username and .password");
        assertUnknown(
                "seeder", server.postgres().jdbcUrl("nowhere"), "3D000: ", "seedgate.clusters.main.databases.shop.url");
    }

    @Test
    void aTokenKeepsItsSlotsUntilADatabaseThatIsFullCanBeAsked() throws Exception {
        List<Connection> crowd = new ArrayList<>();
        Connection holder = server.client("seeder", "sg:test:main-7");
        try (RunningAgent agent = asking("seeder")) {
            agent.awaitLooks(1);
            fill(crowd);
            holder.close();
            fill(crowd);
            agent.awaitLooks(4);
            assertThat(agent.saidGone("main-7")).isFalse();

            crowd.getLast().close();

            assertThat(agent.awaitGone("main-7").effect()).isEqualTo(new Effect.NeverApplied());
        }
    }

    @Test
    void noSessionOfATokenOrItsSettlementIsLeftWhenItIsReportedAsGone() throws Exception {
        List<Integer> left = new CopyOnWriteArrayList<>();
        for (int round = 0; round < 5; round++) {
            try (RunningAgent agent = asking("seeder")) {
                agent.onReport(report -> {
                    if (report instanceof Seen seen && !seen.gone().isEmpty()) {
                        left.add(server.count(SETTLING));
                    }
                });
                agent.awaitGone("main-7");
            }
        }
        assertThat(left).isNotEmpty().containsOnly(0);
    }

    @Test
    void oldRowsAreCleanedUp() throws Exception {
        server.execute("insert into seedgate.token_fence values ('main-1', 1, now() - interval '31 days', now()),"
                + " ('main-2', 2, null, now() - interval '31 days'), ('main-3', 3, now(), now() - interval '31 days')");

        try (RunningAgent agent = asking("seeder")) {
            agent.awaitGone("main-7");

            assertThat(server.count("select count(*) from seedgate.token_fence where token in ('main-1', 'main-2')"))
                    .isZero();
            assertThat(server.count("select count(*) from seedgate.token_fence"))
                    .isEqualTo(2);
        }
    }

    private static void assertUnknown(String user, String url, String code, String advice) throws Exception {
        try (RunningAgent agent = RunningAgent.asking(server.url(), url, user, drained())) {
            assertThat(agent.awaitGone("main-7").effect())
                    .isInstanceOfSatisfying(
                            Effect.Unknown.class,
                            unknown ->
                                    assertThat(unknown.why()).startsWith(code).contains(advice));
        }
    }

    private static RunningAgent asking(String user) {
        return RunningAgent.asking(server.url(), server.url(), user, drained());
    }

    private static LedgerView drained() {
        return view(2, 7, draining(7, 1, Duration.ofHours(1)));
    }

    private static void fill(List<Connection> crowd) {
        try {
            while (true) {
                crowd.add(server.client("seeder", "crowd"));
            }
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("53300");
        }
    }
}
