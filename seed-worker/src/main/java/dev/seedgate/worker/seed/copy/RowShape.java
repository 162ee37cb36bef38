package dev.seedgate.worker.seed.copy;

import dev.seedgate.catalog.BadRows;
import dev.seedgate.catalog.Computed;
import dev.seedgate.catalog.Target;
import dev.seedgate.worker.feed.record.FeedColumns;
import dev.seedgate.worker.feed.record.FeedColumns.FeedColumn;
import dev.seedgate.worker.seed.step.StepFailedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is sent of a feed's records.
 *
 * @param columns those that go to the table
 * @param inputs those that expressions need, which travel as text and under a name of ours, and may be among the others as well
 */
record RowShape(FeedColumns columns, List<FeedColumn> inputs, Travel travel) {
    private static final String INPUT = "seedgate_in_";

    RowShape {
        inputs = List.copyOf(inputs);
    }

    /** What is wanted of the feed: feed column to table column, or to a name of ours where only expressions need it. */
    static Map<String, String> wanted(Target target) {
        var wanted = new LinkedHashMap<>(target.columns());
        target.fields().forEach(name -> wanted.put(name, INPUT + name));
        return wanted;
    }

    /**
     * Of a feed that was opened with what is wanted; by way of a staging table.
     *
     * @throws StepFailedException when an expression has a field that the feed has not
     */
    static RowShape of(Target target, FeedColumns read) throws StepFailedException {
        List<FeedColumn> toTable = read.columns().stream()
                .filter(column -> !target.fields().contains(column.name()))
                .toList();
        var inputs = new LinkedHashMap<String, FeedColumn>();
        for (Computed computed : target.computed()) {
            for (String field : computed.expression().fields()) {
                if (!inputs.containsKey(field)) {
                    inputs.put(field, input(computed, field, read, inputs.size() + 1));
                }
            }
        }
        Travel travel = target.badRows() instanceof BadRows.Reject ? Travel.CHECKED : Travel.STAGED;
        return new RowShape(new FeedColumns(toTable), new ArrayList<>(inputs.values()), travel);
    }

    /** The same where it goes straight into the table, which nothing can be computed for. */
    RowShape direct() {
        return new RowShape(columns, List.of(), Travel.DIRECT);
    }

    private static FeedColumn input(Computed computed, String field, FeedColumns read, int number)
            throws StepFailedException {
        return read.columns().stream()
                .filter(column -> column.name().equals(field))
                .findFirst()
                .map(column -> new FeedColumn(column.index(), field, column.label(), INPUT + number))
                .orElseThrow(() -> new StepFailedException(
                        computed.source() + ": the feed has no \"" + field + "\"; it has: "
                                + read.columns().stream().map(FeedColumn::name).collect(Collectors.joining(", ")),
                        false));
    }

    /** What an expression's field is called in the staging table. */
    String inputOf(String field) {
        return inputs.stream()
                .filter(input -> input.name().equals(field))
                .map(FeedColumn::tableColumn)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no expression uses " + field));
    }
}
