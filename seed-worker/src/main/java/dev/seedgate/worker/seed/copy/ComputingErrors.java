package dev.seedgate.worker.seed.copy;

import dev.seedgate.catalog.Computed;
import dev.seedgate.catalog.CopyStep;
import dev.seedgate.worker.feed.FeedLocator;
import dev.seedgate.worker.feed.FeedLocator.Found;
import dev.seedgate.worker.feed.record.Excerpt;
import dev.seedgate.worker.feed.record.FeedColumns.FeedColumn;
import dev.seedgate.worker.seed.step.SqlErrors;
import dev.seedgate.worker.seed.step.StepFailedException;
import dev.seedgate.worker.stop.StopSignal;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says of an expression that failed where it stands, or for which record of the feed it failed and what that has in it. */
final class ComputingErrors {
    private final CopyStep step;
    private final Staging staging;
    private final StopSignal stop;

    ComputingErrors(CopyStep step, Staging staging, StopSignal stop) {
        this.step = step;
        this.staging = staging;
        this.stop = stop;
    }

    StepFailedException ofExpression(Computed column, SQLException e) {
        return new StepFailedException(column.source() + ": " + SqlErrors.text(e), SqlErrors.isRetryable(e), e);
    }

    /** @param number of the record */
    StepFailedException ofRow(Computed column, long number, SQLException e) {
        Optional<Found> record = find(number);
        String fields = record.map(found -> fields(column, found)).orElse("");
        return new StepFailedException(
                place(record, number) + ", computed " + column.column() + ": " + SqlErrors.text(e) + fields,
                SqlErrors.isRetryable(e),
                e);
    }

    /** @param column of the key */
    StepFailedException withoutKey(String column, long number) {
        return new StepFailedException(
                place(find(number), number) + ", computed " + column
                        + ": comes out empty, but rows are told apart by it",
                false);
    }

    private Optional<Found> find(long number) {
        return FeedLocator.find(step.feed(), RowShape.wanted(step.target()), number, stop);
    }

    private String place(Optional<Found> record, long number) {
        return record.map(Found::place).orElseGet(() -> step.feed().source() + ", record " + number);
    }

    private String fields(Computed column, Found record) {
        List<String> used = column.expression().fields();
        return used.isEmpty()
                ? ""
                : staging.shape().inputs().stream()
                        .filter(input -> used.contains(input.name()))
                        .map(input -> input.label() + " is " + value(input, record))
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String value(FeedColumn input, Found record) {
        String text = record.fields().get(input.index());
        return text == null ? "NULL" : Excerpt.of(text);
    }
}
