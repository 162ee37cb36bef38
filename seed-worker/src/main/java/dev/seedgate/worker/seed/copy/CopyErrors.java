package dev.seedgate.worker.seed.copy;

import dev.seedgate.catalog.CopyStep;
import dev.seedgate.worker.feed.FeedLocator;
import dev.seedgate.worker.feed.FeedLocator.Found;
import dev.seedgate.worker.feed.record.Excerpt;
import dev.seedgate.worker.feed.record.FeedColumns;
import dev.seedgate.worker.feed.record.FeedColumns.FeedColumn;
import dev.seedgate.worker.seed.step.SqlErrors;
import dev.seedgate.worker.seed.step.StepFailedException;
import dev.seedgate.worker.stop.StopSignal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ServerErrorMessage;

/**
 * Says in the feed's own terms what PostgreSQL refused: {@code feeds/meyer.csv, line 1234, column "Price": invalid input syntax
 * for type numeric: "12,50"}.
 */
final class CopyErrors {
    private static final String CONSTRAINT_VIOLATION = "23";

    private final CopyStep step;
    private final FeedColumns columns;
    private final StopSignal stop;

    CopyErrors(CopyStep step, FeedColumns columns, StopSignal stop) {
        this.step = step;
        this.columns = columns;
        this.stop = stop;
    }

    /** Before any row was sent: the table, a column or a constant is at fault. */
    StepFailedException preparing(SQLException e) throws SQLException {
        if (SqlErrors.serverMessage(e).isEmpty()) {
            throw e;
        }
        return failed(step.feed().source() + " into " + step.target().table(), e, "");
    }

    /** While rows were sent. */
    StepFailedException copying(CopyFailedException e) throws SQLException {
        if (e.record() == 0) {
            return preparing(e.error());
        }
        @Nullable String column = e.tableColumn() == null
                ? SqlErrors.serverMessage(e.error())
                        .map(ServerErrorMessage::getColumn)
                        .orElse(null)
                : e.tableColumn();
        if (column != null && step.target().constants().containsKey(column)) {
            return failed(
                    step.feed().source() + " into " + step.target().table() + ", constant " + column, e.error(), "");
        }
        return located(e.error(), e.record(), Optional.ofNullable(column).flatMap(columns::find));
    }

    /** While the rows were merged: a constraint is at fault, and the staged rows can tell which row broke it. */
    StepFailedException merging(SQLException e, Connection connection, Savepoint before, Staging staging)
            throws SQLException {
        Optional<ServerErrorMessage> server = SqlErrors.serverMessage(e);
        if (server.isEmpty() || !SqlErrors.sqlClass(e).equals(CONSTRAINT_VIOLATION)) {
            return preparing(e);
        }
        connection.rollback(before);
        OptionalLong record = new OffendingRow(connection, staging).find(e.getSQLState(), server.get());
        if (record.isEmpty()) {
            return preparing(e);
        }
        Optional<FeedColumn> column = server.map(ServerErrorMessage::getColumn).flatMap(columns::find);
        return located(e, record.getAsLong(), column);
    }

    private StepFailedException located(SQLException e, long number, Optional<FeedColumn> column) {
        Optional<Found> record = FeedLocator.find(step.feed(), RowShape.wanted(step.target()), number, stop);
        String place = record.map(Found::place).orElseGet(() -> step.feed().source() + ", record " + number)
                + column.map(found -> ", " + found.label()).orElse("");
        return failed(place, e, column.isPresent() ? value(record, column.get(), e) : "");
    }

    /** The value at fault, unless the server's message has it already. */
    private static String value(Optional<Found> record, FeedColumn column, SQLException e) {
        return record.map(found -> found.fields().get(column.index()))
                .filter(text -> !SqlErrors.text(e).contains(text))
                .map(text -> " (value: " + Excerpt.of(text) + ")")
                .orElse("");
    }

    private static StepFailedException failed(String place, SQLException e, String value) {
        return new StepFailedException(place + ": " + SqlErrors.text(e) + value, SqlErrors.isRetryable(e), e);
    }
}
