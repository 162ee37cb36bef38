package dev.seedgate.worker.seed.step;

import dev.seedgate.catalog.CopyStep;
import dev.seedgate.catalog.Feed;
import dev.seedgate.catalog.WriteMode;
import dev.seedgate.worker.csv.FeedColumns;
import dev.seedgate.worker.csv.FeedException;
import dev.seedgate.worker.csv.FeedReader;
import dev.seedgate.worker.stop.StopSignal;
import dev.seedgate.worker.stop.StoppedException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;

/** Loads a feed: into a staging table with {@code COPY}, and from there into the target in one statement. */
final class CopyStepRunner {
    private final CopyStep step;
    private final Connection connection;
    private final StopSignal stop;
    private final StepProgress progress;

    CopyStepRunner(CopyStep step, Connection connection, StopSignal stop, StepProgress progress) {
        this.step = step;
        this.connection = connection;
        this.stop = stop;
        this.progress = progress;
    }

    /** Returns how many rows were written. */
    long run() throws SQLException, StepFailedException, StoppedException {
        Feed feed = step.feed();
        try (FeedReader reader = FeedReader.open(feed)) {
            FeedColumns columns = FeedColumns.of(feed, reader, step.target().columns());
            StagingTable staging = stage(columns);
            copy(reader, columns, staging);
            stop.check();
            long rows = merge(columns, staging);
            staging.drop();
            return rows;
        } catch (FeedException e) {
            throw new StepFailedException(String.valueOf(e.getMessage()), false, e);
        } catch (NoSuchFileException e) {
            throw new StepFailedException(feed.source() + ": there is no such file on this worker", false, e);
        } catch (IOException e) {
            throw new StepFailedException(feed.source() + ": cannot be read: " + e, true, e);
        }
    }

    private StagingTable stage(FeedColumns columns) throws SQLException, StepFailedException {
        try {
            return StagingTable.create(connection, step.target(), columns);
        } catch (SQLException e) {
            throw new CopyErrors(step, columns).preparing(e);
        }
    }

    private void copy(FeedReader reader, FeedColumns columns, StagingTable staging)
            throws SQLException, IOException, FeedException, StepFailedException, StoppedException {
        try {
            new FeedCopy(reader, columns, key(), progress).run(connection, staging.copyStatement(), step.feed(), stop);
        } catch (SQLException e) {
            throw new CopyErrors(step, columns).copying(e);
        }
    }

    private long merge(FeedColumns columns, StagingTable staging)
            throws SQLException, IOException, StepFailedException {
        Savepoint before = connection.setSavepoint();
        try {
            return staging.merge();
        } catch (SQLException e) {
            throw new CopyErrors(step, columns).merging(e, connection, before);
        }
    }

    private List<String> key() {
        return switch (step.target().mode()) {
            case WriteMode.Insert insert -> List.of();
            case WriteMode.Upsert upsert -> upsert.key();
        };
    }
}
