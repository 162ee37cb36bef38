package dev.seedgate.worker.seed.copy;

import dev.seedgate.catalog.Vanished;
import dev.seedgate.worker.seed.step.StepFailedException;

/**
 * What a mark looks like in its column.
 *
 * @param marked the value of a row that left the feed
 * @param unmarked that of a row that came back
 * @param isMarked what is said behind the column of a row that is marked; where nothing was ever said, it is not
 * @param isUnmarked the contrary
 */
record MarkColumn(String marked, String unmarked, String isMarked, String isUnmarked) {
    static MarkColumn of(TargetTable table, Vanished.Mark mark, String source) throws StepFailedException {
        String type = table.column(mark.column()).type();
        if (type.equals("boolean")) {
            return new MarkColumn("true", "false", " is true", " is not true");
        }
        if (type.equals("date") || type.startsWith("timestamp")) {
            return new MarkColumn("now()", "null", " is not null", " is null");
        }
        throw new StepFailedException(
                source + " into " + table.name() + ": vanished rows are marked in " + mark.column() + ", which is "
                        + type + "; it must be a boolean, a date or a timestamp",
                false);
    }
}
