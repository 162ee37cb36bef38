package dev.seedgate.worker.seed.step;

import dev.seedgate.worker.feed.CopyText;
import dev.seedgate.worker.feed.FeedReader;
import dev.seedgate.worker.feed.record.FeedColumns;
import dev.seedgate.worker.feed.record.FeedColumns.FeedColumn;
import dev.seedgate.worker.feed.record.FeedException;
import dev.seedgate.worker.feed.record.FeedRecord;
import dev.seedgate.worker.stop.StopSignal;
import dev.seedgate.worker.stop.StoppedException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Sends a feed's records to a running {@code COPY}, a buffer at a time. */
final class FeedCopy {
    private static final int BUFFER_BYTES = 1 << 16;

    private final FeedReader reader;
    private final FeedColumns columns;
    private final List<String> key;
    private final StepProgress progress;
    private final CopyText buffer = new CopyText();

    /** @param key table columns that must have a value */
    FeedCopy(FeedReader reader, FeedColumns columns, List<String> key, StepProgress progress) {
        this.reader = reader;
        this.columns = columns;
        this.key = key;
        this.progress = progress;
    }

    void run(Connection connection, String copyStatement, StopSignal stop)
            throws SQLException, IOException, FeedException, StoppedException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copyStatement);
        try {
            long rows = 0;
            for (@Nullable FeedRecord record = reader.next(); record != null; record = reader.next()) {
                add(record);
                rows = record.number();
                if (buffer.length() >= BUFFER_BYTES) {
                    stop.check();
                    send(copy);
                    progress.at(rows, reader.bytesRead(), reader.bytesTotal());
                }
            }
            send(copy);
            copy.endCopy();
            progress.at(rows, reader.bytesRead(), reader.bytesTotal());
        } catch (IOException | FeedException | StoppedException | RuntimeException e) {
            abandon(copy, e);
            throw e;
        }
    }

    private void add(FeedRecord record) throws FeedException {
        for (FeedColumn column : columns.columns()) {
            if (!key.isEmpty() && record.isNull(column.index()) && key.contains(column.tableColumn())) {
                throw new FeedException(
                        record.source(), record.line(), column.label() + " is empty, but an upsert goes by it");
            }
            buffer.add(record, column.index());
        }
        buffer.add(record.number());
        buffer.endRow();
    }

    private void send(CopyIn copy) throws SQLException {
        copy.writeToCopy(buffer.bytes(), 0, buffer.length());
        buffer.clear();
    }

    /** Leaves the connection usable: without this it would wait for more rows. */
    private static void abandon(CopyIn copy, Exception reason) {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
