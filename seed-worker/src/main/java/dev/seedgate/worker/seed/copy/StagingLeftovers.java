package dev.seedgate.worker.seed.copy;

import dev.seedgate.worker.seed.step.StepContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Shared staging tables outlive a worker that dies. Each is claimed by an advisory lock of the transaction that it is made for: where
 * nobody holds the lock, nobody needs the table, and every run drops what it finds of such.
 */
public final class StagingLeftovers {
    private static final Logger LOG = Logger.getLogger(StagingLeftovers.class);

    private static final String FIND = """
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'seedgate' and c.relkind = 'r' and c.relname ~ '^stage_[0-9]+_'
                and pg_has_role(c.relowner, 'usage')
            """;
    private static final String CLAIM = "select pg_advisory_xact_lock(hashtextextended('seedgate.' || ?, 0))";
    private static final String TRY = "select pg_try_advisory_xact_lock(hashtextextended('seedgate.' || ?, 0))";

    private StagingLeftovers() {}

    /** A name that no other run and no other step has, with the token's fence in it. */
    static String name(StepContext context) {
        String request =
                HexFormat.of().toHexDigits(context.grant().request().id().hashCode());
        return "stage_" + context.grant().fence() + "_" + context.step() + "_" + request;
    }

    /** Says that the table is needed for as long as the transaction lasts; to be said before it is made. */
    static void claim(Connection connection, String table) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(CLAIM)) {
            lock.setString(1, table);
            lock.execute();
        }
    }

    /**
     * Drops what nobody needs any more, each in a transaction of its own.
     *
     * @param connection without auto-commit and without an open transaction
     */
    public static void drop(Connection connection) throws SQLException {
        for (String table : find(connection)) {
            try {
                drop(connection, table);
            } catch (SQLException e) {
                LOG.debugf(e, "seedgate.%s stays for the next run to drop", table);
            } finally {
                connection.rollback();
            }
        }
    }

    private static void drop(Connection connection, String table) throws SQLException {
        try (PreparedStatement attempt = connection.prepareStatement(TRY);
                Statement statement = connection.createStatement()) {
            attempt.setString(1, table);
            try (ResultSet free = attempt.executeQuery()) {
                if (free.next() && free.getBoolean(1)) {
                    statement.execute("set local lock_timeout = '500ms'"); // one of its sessions may be dying still
                    statement.execute("drop table if exists seedgate." + Sql.quoted(table));
                    connection.commit();
                }
            }
        }
    }

    private static List<String> find(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(FIND)) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        connection.rollback();
        return tables;
    }
}
