package dev.seedgate.cli.demo;

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

/**
 * The shop's database and its roles, as on a managed server: nobody who works with it is a superuser, for superusers could also
 * use the slots that are reserved for them, and the demo would prove nothing.
 *
 * @param api the shop's own API
 * @param background jobs and monitoring
 * @param agent the product's database agent
 * @param seeds owner of the database
 */
record DemoDatabase(Login api, Login background, Login agent, Login seeds) {
    private static final int PASSWORD_BYTES = 12;

    /** Makes roles, database and tables. */
    static DemoDatabase create(Postgres server, Path schema) throws SQLException, IOException {
        Login anyone = new Login(server.jdbcUrl(DemoPlan.DATABASE), "", "", "");
        DemoDatabase database = new DemoDatabase(
                anyone.as("shop_api", password(), "api"),
                anyone.as("shop_background", password(), "background"),
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

    private void createRoles(Statement statement) throws SQLException {
        createRole(statement, api, "");
        createRole(statement, background, " IN ROLE pg_monitor");
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
