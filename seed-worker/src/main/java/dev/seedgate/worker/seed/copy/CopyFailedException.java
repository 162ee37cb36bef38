package dev.seedgate.worker.seed.copy;

import java.io.Serial;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What went wrong in one of the streams, and with which record. */
final class CopyFailedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final SQLException error;
    private final long record;
    private final @Nullable String tableColumn;

    /**
     * Makes it.
     *
     * @param record its number, from 1; 0 where the server does not say which
     * @param tableColumn null where the whole row is at fault
     */
    CopyFailedException(SQLException error, long record, @Nullable String tableColumn) {
        super(error);
        this.error = error;
        this.record = record;
        this.tableColumn = tableColumn;
    }

    SQLException error() {
        return error;
    }

    long record() {
        return record;
    }

    @Nullable String tableColumn() {
        return tableColumn;
    }
}
