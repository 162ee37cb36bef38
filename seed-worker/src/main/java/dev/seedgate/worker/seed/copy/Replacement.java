package dev.seedgate.worker.seed.copy;

import dev.seedgate.catalog.Limit;
import dev.seedgate.catalog.Target;
import dev.seedgate.catalog.WriteMode;
import dev.seedgate.worker.seed.step.StepFailedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Makes room for a table's new content. The old rows are deleted in the seed's transaction: readers see them until it commits, and
 * whatever depends on the table stays as it is. Others who write wait, because their rows would survive.
 */
final class Replacement {
    private final Connection connection;
    private final Target target;
    private final String source;

    Replacement(Connection connection, Target target, String source) {
        this.connection = connection;
        this.target = target;
        this.source = source;
    }

    /** Deletes what is there; returns how many rows that were. */
    long clear() throws SQLException {
        String table = Sql.quoted(target.table());
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table " + table + " in share row exclusive mode");
            return statement.executeLargeUpdate("delete from " + table);
        }
    }

    /** Fails where the table would shrink by more than the definition allows. */
    void requireEnough(long before, long after) throws StepFailedException {
        @Nullable Limit max = target.mode() instanceof WriteMode.Replace replace ? replace.maxVanish() : null;
        long vanished = Math.max(0, before - after);
        if (max == null ? after == 0 && before > 0 : !max.allows(vanished, before)) {
            String allowed = max == null
                    ? "to nothing. If that is meant, say maxVanish: 100%"
                    : "by more than maxVanish: " + max
                            + ". Look whether the feed is complete; if it is, raise maxVanish";
            throw new StepFailedException(
                    source + ": has " + after + " rows, but " + target.table() + " has " + before
                            + "; a replace does not shrink it " + allowed + ". Nothing was changed",
                    false);
        }
    }
}
