package dev.seedgate.worker.seed.copy;

import dev.seedgate.catalog.WriteMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/**
 * Inserts the staged rows, and overwrites those whose keys are there. {@code ON CONFLICT} costs two thirds of an insert on top of it, so
 * it is left out where no key is there; and it writes whatever it meets, so rows that are there as the feed has them are left out
 * before. What others commit meanwhile changes nothing: in the one case the index refuses it, and everything is done again with
 * {@code ON CONFLICT}, which is part of the statement in the other.
 */
final class KeyedMerge {
    private static final Logger LOG = Logger.getLogger(KeyedMerge.class);
    private static final String UNIQUE_VIOLATION = "23505";

    private final Connection connection;
    private final Staging staging;
    private final StagedRows sql;
    private final Overwriting overwriting;

    KeyedMerge(Connection connection, Staging staging, Overwriting overwriting) {
        this.connection = connection;
        this.staging = staging;
        this.sql = new StagedRows(staging);
        this.overwriting = overwriting;
    }

    /** Returns how many rows were written. */
    long run() throws SQLException {
        Shortcuts may = Shortcuts.of(connection, staging.table(), key(), staging.columns());
        if (may.plainInsert() && isNoneThere()) {
            OptionalLong inserted = insertPlainly();
            if (inserted.isPresent()) {
                return inserted.getAsLong();
            }
        }
        boolean leaveOut = may.leaveUnchanged() && isMuchUnchanged();
        return update(sql.insertInto() + (leaveOut ? changedRows() : sql.rows()) + overwriting.onConflict());
    }

    private List<String> key() {
        return staging.target().mode().keyColumns();
    }

    private boolean isNoneThere() throws SQLException {
        if (isTrue("select not exists (select from " + sql.table() + ")")) {
            return true;
        }
        if (staging.target().mode() instanceof WriteMode.Upsert) {
            staging.analyze(connection); // for a sync it was done before
        }
        return isTrue("select not exists (select from " + staging.name() + " s join " + sql.table() + " t on "
                + Sql.same("s", "t", key()) + ")");
    }

    /** Empty where a key is there after all; then nothing was done. */
    private OptionalLong insertPlainly() throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            long inserted = update(sql.insertInto() + sql.rows());
            connection.releaseSavepoint(before);
            return OptionalLong.of(inserted);
        } catch (SQLException e) {
            if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
            LOG.debugf(
                    e, "%s: inserted anew, with ON CONFLICT", staging.target().table());
            connection.rollback(before);
            return OptionalLong.empty();
        }
    }

    /** By a sample of the rows: to find out which they are costs about a quarter of what writing all of them does. */
    private boolean isMuchUnchanged() throws SQLException {
        return isTrue("select count(*) filter (where " + isThere() + " and not (false" + overwriting.orChanges("s")
                + ")) * 4 >= count(*) from (select * from " + staging.name()
                + " tablesample system (0.2) repeatable (1)) s " + joinTarget());
    }

    /** Sorted anew, for the join may have lost the order, in which rows have to be locked. */
    private String changedRows() {
        return "select " + Sql.list("s", staging.columns()) + " from (" + sql.rows() + ") s " + joinTarget()
                + " where not " + isThere() + overwriting.orChanges("s") + " order by " + Sql.list("s", key());
    }

    private String joinTarget() {
        return "left join " + sql.table() + " t on " + Sql.same("s", "t", key());
    }

    private String isThere() {
        return "(t." + Sql.quoted(key().getFirst()) + " is not null)";
    }

    private boolean isTrue(String query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(query)) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private long update(String statementText) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            return statement.executeLargeUpdate(statementText);
        }
    }
}
