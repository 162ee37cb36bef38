package dev.seedgate.verification.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.LocalStackConfig;
import dev.seedgate.localstack.installation.ServiceProcess;
import dev.seedgate.localstack.workload.Login;
import dev.seedgate.protocol.SeedState;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A whole installation whose tokens are login roles, and what a hand-over costs more than under tags, in one run. */
class RoleEnforcementIT {
    private static final int SEEDS = 20;

    @Test
    void workersLogInAsTheirTokensAndNobodyHasASessionTooMany() throws Exception {
        try (LocalStack stack =
                LocalStack.start(LocalStackConfig.forTests().withMaxConnections(RoleInstallation.MAX_CONNECTIONS))) {
            Path catalog = stack.folder().resolve("catalog");
            Shop.writeCatalog(catalog);
            Login test = new Login(
                    stack.postgres().jdbcUrl(stack.postgres().database()),
                    stack.postgres().superuser(),
                    stack.postgres().password(),
                    RoleInstallation.TEST);
            Login shop = new Login(
                    stack.postgres().jdbcUrl(Shop.DATABASE), test.user(), test.password(), test.applicationName());
            Login agent = test.as("shop_agent", "agent", "agent");
            prepare(test, shop);

            Duration underRole = underRole(stack, catalog, agent, test, shop);
            Duration underTag = underTag(stack, catalog, agent, test, shop);
            Run.say(
                    "a seed that does nothing, from hand-over to hand-over, in the middle of %d: %d ms as login roles, %d ms by tag"
                            .formatted(SEEDS, underRole.toMillis(), underTag.toMillis()));
        }
    }

    private static Duration underRole(LocalStack stack, Path catalog, Login agent, Login test, Login shop)
            throws Exception {
        Login nobody = shop.as("nobody_of_this_name", "none", "none");
        try (RoleInstallation installation = new RoleInstallation(stack, catalog, agent, nobody, "role");
                Sessions sessions = new Sessions(test)) {
            List<String> seeds = installation.post(SEEDS, Duration.ZERO);
            installation.awaitFinished();
            Duration cycle = installation.medianCycle();

            List<String> more = installation.post(3, Duration.ofSeconds(3));
            crashAHolder(installation, sessions);
            installation.awaitFinished();

            assertThat(installation.promises.verdict().kept())
                    .as(installation.promises.verdict().toString())
                    .isTrue();
            assertThat(List.of(seeds, more))
                    .flatMap(each -> each)
                    .allMatch(id -> installation.requests.last(id).orElseThrow().state() == SeedState.SUCCEEDED);
            assertThat(number(
                            shop,
                            "select count(*) from (select from tally.half group by entry having count(*) <> 2) s"))
                    .as("entries that are not exactly once")
                    .isZero();
            assertThat(number(
                            shop,
                            "select count(*) from pg_tables where schemaname = 'seedgate' and tableowner <> '"
                                    + RoleInstallation.OWNER + "'"))
                    .as("tables that belong to a token")
                    .isZero();
            Run.say("as login roles: %d samples, at most %d sessions".formatted(sessions.samples, sessions.most));
            assertThat(sessions.most).isEqualTo(SeedgateSystem.CONNECTIONS_PER_SEED);
            assertThat(sessions.strangers)
                    .as("sessions of a token under another role")
                    .isZero();
            return cycle;
        }
    }

    private static void crashAHolder(RoleInstallation installation, Sessions sessions) {
        await("a running seed").atMost(Run.PATIENCE).until(() -> {
            List<ServiceProcess> holders = installation.processes().workers().stream()
                    .filter(worker -> installation.tokens.charged().stream()
                            .anyMatch(token -> token.worker().equals(worker.name())))
                    .toList();
            if (holders.isEmpty() || sessions.now == 0) {
                return false;
            }
            holders.getFirst().kill();
            holders.getFirst().restart();
            return true;
        });
    }

    /**
     * The same as before, and what was left of the login roles goes. This ledger is new and counts its tokens from 1 again; roles with a
     * higher number are left alone, because a newer owner's agent could have made them. So it grants more tokens than the one before.
     */
    private static Duration underTag(LocalStack stack, Path catalog, Login agent, Login test, Login shop)
            throws SQLException {
        assertThat(number(test, "select count(*) from pg_roles where rolname like 'sg\\_%'"))
                .isPositive();
        Login seeds = shop.as("shop_seeds", "seeds", "setup");
        try (RoleInstallation installation = new RoleInstallation(stack, catalog, agent, seeds, "tag")) {
            installation.post(2 * SEEDS, Duration.ZERO);
            installation.awaitFinished();
            await("no login role")
                    .atMost(Run.PATIENCE)
                    .until(() -> number(test, "select count(*) from pg_roles where rolname like 'sg\\_%'") == 0);
            return installation.medianCycle();
        }
    }

    private static void prepare(Login test, Login shop) throws SQLException {
        execute(
                test,
                "create role shop_owner",
                "create role shop_agent login password 'agent' createrole in role pg_monitor",
                "grant shop_owner to shop_agent with admin option"
                        + (number(test, "select current_setting('server_version_num')::int") >= 160_000
                                ? ", inherit true, set true"
                                : ""),
                "create role shop_seeds login password 'seeds' in role shop_owner",
                "create database shop owner shop_owner");
        execute(
                shop,
                "create schema tally authorization shop_owner",
                "create table tally.half (entry text not null, session text not null)",
                "alter table tally.half owner to shop_owner");
    }

    private static void execute(Login login, String... statements) throws SQLException {
        try (Connection connection = login.open();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static int number(Login login, String sql) throws SQLException {
        try (Connection connection = login.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Counts the sessions of tokens, as a superuser and as fast as it can. */
    private static final class Sessions implements AutoCloseable {
        private static final String COUNT = """
                select count(*), count(*) filter (where usename not like 'sg\\_main\\_main-%' or usename is null)
                  from pg_stat_activity
                 where backend_type = 'client backend' and datid is not null
                   and (usename like 'sg\\_%' or application_name like 'sg:%' or usename is null)
                """;

        private final Connection connection;
        private final CompletableFuture<Void> done;
        private volatile boolean stopped;
        private volatile int samples;
        private volatile int now;
        private volatile int most;
        private volatile int strangers;

        Sessions(Login login) throws SQLException {
            connection = login.open();
            done = CompletableFuture.runAsync(
                    this::sample, sampling -> Thread.ofPlatform().start(sampling));
        }

        private void sample() {
            int taken = 0;
            try (Statement statement = connection.createStatement()) {
                while (!stopped) {
                    try (ResultSet row = statement.executeQuery(COUNT)) {
                        row.next();
                        now = row.getInt(1);
                        most = Math.max(most, now);
                        strangers = Math.max(strangers, row.getInt(2));
                        samples = ++taken;
                    }
                    Thread.sleep(5); // the machine is for those who are watched, too
                }
            } catch (SQLException e) {
                most = Integer.MAX_VALUE;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() throws SQLException {
            stopped = true;
            done.join();
            connection.close();
        }
    }
}
