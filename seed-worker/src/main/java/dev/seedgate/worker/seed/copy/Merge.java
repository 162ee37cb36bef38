package dev.seedgate.worker.seed.copy;

import dev.seedgate.catalog.Target;
import dev.seedgate.catalog.WriteMode;
import dev.seedgate.worker.seed.step.StepFailedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Brings the staged rows into the target, as its mode says. */
final class Merge {
    private final Connection connection;
    private final Staging staging;
    private final Target target;
    private final String source;
    private final boolean complete;

    /**
     * Prepares nothing yet.
     *
     * @param source of the feed, for messages
     * @param complete whether all of the feed's rows are staged; where some were put aside, nobody can tell which rows have left it
     */
    Merge(Connection connection, Staging staging, String source, boolean complete) {
        this.connection = connection;
        this.staging = staging;
        this.target = staging.target();
        this.source = source;
        this.complete = complete;
    }

    /** Returns how many rows were written, marked and deleted. */
    long run() throws SQLException, StepFailedException {
        return switch (target.mode()) {
            case WriteMode.Insert insert -> insertAll();
            case WriteMode.Replace replace -> {
                var replacement = new Replacement(connection, target, source);
                long before = replacement.clear();
                long after = insertAll();
                replacement.requireEnough(before, after);
                yield after;
            }
            case WriteMode.Upsert upsert -> new KeyedMerge(connection, staging, Overwriting.of(staging, upsert)).run();
            case WriteMode.Sync sync -> sync(sync);
        };
    }

    private long sync(WriteMode.Sync sync) throws SQLException, StepFailedException {
        staging.analyze(connection); // nobody else does, and the plans depend on it
        long vanished = complete ? new Vanishing(connection, staging, sync, source).run() : 0;
        return vanished + new KeyedMerge(connection, staging, Overwriting.of(staging, sync, source)).run();
    }

    private long insertAll() throws SQLException {
        var sql = new StagedRows(staging);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            return statement.executeLargeUpdate(sql.insertInto() + sql.rows());
        }
    }
}
