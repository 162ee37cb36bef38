package dev.seedgate.cli.demo;

import dev.seedgate.localstack.installation.ConsumerClass;
import dev.seedgate.localstack.installation.InstallationConfig;
import dev.seedgate.localstack.postgres.Postgres;
import dev.seedgate.localstack.workload.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;

/**
 * The shop's database and its roles, as on a managed server: nobody who works with it is a superuser, for superusers could also
 * use the slots that are reserved for them, and the demo would prove nothing.
 *
 * @param api the shop's own API
 * @param background jobs and monitoring
 * @param studio for people with a tool such as psql
 * @param agent the product's database agent
 * @param seeds owner of the database
 */
record DemoDatabase(Login api, Login background, Login studio, Login agent, Login seeds) {
    private static final int PASSWORD_BYTES = 12;

    /** Makes roles, database and tables. */
    static DemoDatabase create(Postgres server, Path schema) throws SQLException, IOException {
        Login anyone = new Login(server.jdbcUrl(DemoPlan.DATABASE), "", "", "");
        DemoDatabase database = new DemoDatabase(
                anyone.as("shop_api", password(), "api"),
                anyone.as("shop_background", password(), "background"),
                anyone.as("shop_studio", password(), "studio"),
                new Login(server.jdbcUrl(server.database()), "shop_agent", password(), "seedgate-agent"),
                anyone.as("shop_seeds", password(), "setup"));
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            database.createRoles(statement);
            statement.execute("CREATE DATABASE " + DemoPlan.DATABASE + " OWNER " + database.seeds.user());
        }
        try (Connection connection = database.seeds.open();
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(schema));
        }
        return database;
    }

    /** An installation that loads those definitions into it, and leaves to each of the others what it may have. */
    InstallationConfig installation(Path catalog) {
        return InstallationConfig.of(catalog, agent, DemoPlan.DATABASE, seeds)
                .withClasses(List.of(
                        new ConsumerClass("api", DemoPlan.API, api.applicationName()),
                        new ConsumerClass("studio", DemoPlan.STUDIO, studio.applicationName()),
                        new ConsumerClass("background", DemoPlan.BACKGROUND, background.applicationName())))
                .withPlans(DemoPlan.SERVER_PLANS);
    }

    /** For people who want to look: such sessions are counted to the class that is kept for them. */
    String studioAddress() {
        return address(studio) + "?application_name=" + studio.applicationName();
    }

    /** For commands that load something. */
    String seedsAddress() {
        return address(seeds);
    }

    /** As psql and most libraries take it. */
    private static String address(Login login) {
        return login.url().replace("jdbc:postgresql://", "postgresql://" + login.user() + ":" + login.password() + "@");
    }

    private void createRoles(Statement statement) throws SQLException {
        createRole(statement, api, "");
        createRole(statement, background, " IN ROLE pg_monitor");
        createRole(statement, studio, " IN ROLE pg_monitor, pg_read_all_data");
        createRole(statement, agent, " IN ROLE pg_monitor, pg_signal_backend");
        createRole(statement, seeds, "");
    }

    private static void createRole(Statement statement, Login login, String options) throws SQLException {
        statement.execute("CREATE ROLE %s LOGIN PASSWORD '%s'%s".formatted(login.user(), login.password(), options));
    }

    private static String password() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
