package dev.seedgate.worker.support;

import dev.seedgate.localstack.postgres.Postgres;
import dev.seedgate.worker.config.DatabaseSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A database of a test's own, and what PostgreSQL says about it. */
public record TestDatabase(Postgres postgres, String name) {

    public static TestDatabase create(Postgres postgres) throws SQLException {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        postgres.createDatabase(name);
        return new TestDatabase(postgres, name);
    }

    public DatabaseSettings settings() {
        return new DatabaseSettings(postgres.jdbcUrl(name), postgres.superuser(), postgres.password());
    }

    /** A superuser's connection; the caller closes it. */
    public Connection connect() throws SQLException {
        return postgres.connect(name);
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row, as text; "nothing" where there is no row. */
    public String query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "nothing";
        }
    }

    /** How many sessions bear the tag, in all of the server. */
    public int sessions(String applicationName) throws SQLException {
        return Integer.parseInt(
                query("select count(*) from pg_stat_activity where application_name = '" + applicationName + "'"));
    }
}
