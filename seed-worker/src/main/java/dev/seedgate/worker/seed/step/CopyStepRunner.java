package dev.seedgate.worker.seed.step;

import dev.seedgate.catalog.CopyStep;
import dev.seedgate.catalog.Feed;
import dev.seedgate.catalog.WriteMode;
import dev.seedgate.worker.feed.FeedReader;
import dev.seedgate.worker.feed.record.FeedColumns;
import dev.seedgate.worker.feed.record.FeedException;
import dev.seedgate.worker.feed.record.FeedUnavailableException;
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
        try (FeedReader reader = FeedReader.open(feed, step.target().columns(), stop)) {
            FeedColumns columns = reader.columns();
            StagingTable staging = stage(columns);
            copy(reader, columns, staging);
            stop.check();
            long rows = merge(columns, staging);
            staging.drop();
            return rows;
        } catch (FeedException e) {
            throw new StepFailedException(String.valueOf(e.getMessage()), false, e);
        } catch (FeedUnavailableException e) {
            throw new StepFailedException(String.valueOf(e.getMessage()), true, e);
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
            throw new CopyErrors(step, columns, stop).preparing(e);
        }
    }

    private void copy(FeedReader reader, FeedColumns columns, StagingTable staging)
            throws SQLException, IOException, FeedException, StepFailedException, StoppedException {
        try {
            new FeedCopy(reader, columns, key(), progress).run(connection, staging.copyStatement(), stop);
        } catch (SQLException e) {
            throw new CopyErrors(step, columns, stop).copying(e);
        }
    }

    private long merge(FeedColumns columns, StagingTable staging)
            throws SQLException, IOException, StepFailedException {
        Savepoint before = connection.setSavepoint();
        try {
            return staging.merge();
        } catch (SQLException e) {
            throw new CopyErrors(step, columns, stop).merging(e, connection, before);
        }
    }

    private List<String> key() {
        return switch (step.target().mode()) {
            case WriteMode.Insert insert -> List.of();
            case WriteMode.Upsert upsert -> upsert.key();
        };
    }
}
