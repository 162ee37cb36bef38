package dev.seedgate.worker.seed.copy;

import dev.seedgate.catalog.Vanished;
import dev.seedgate.catalog.WriteMode;
import dev.seedgate.worker.seed.step.StepFailedException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * SQL for what becomes of rows whose keys are there.
 *
 * @param key what tells rows apart
 * @param others the other columns that are filled
 * @param mark the column in which a row that left the feed is marked
 * @param onlyWhereDifferent whether a row that others made equal meanwhile stays as it is, too
 */
record Overwriting(List<String> key, List<String> others, Optional<Mark> mark, boolean onlyWhereDifferent) {
    /**
     * What a row that comes back loses.
     *
     * @param column quoted
     */
    record Mark(String column, MarkColumn values) {}

    static Overwriting of(Staging staging, WriteMode.Upsert upsert) {
        return new Overwriting(upsert.key(), others(staging, upsert.key()), Optional.empty(), false);
    }

    /** @param source of the feed, for the message where the marked column cannot hold a mark */
    static Overwriting of(Staging staging, WriteMode.Sync sync, String source) throws StepFailedException {
        Optional<Mark> mark = sync.vanished() instanceof Vanished.Mark marked
                ? Optional.of(new Mark(Sql.quoted(marked.column()), MarkColumn.of(staging.table(), marked, source)))
                : Optional.empty();
        return new Overwriting(sync.key(), others(staging, sync.key()), mark, true);
    }

    private static List<String> others(Staging staging, List<String> key) {
        return staging.columns().stream()
                .filter(column -> !key.contains(column))
                .toList();
    }

    String onConflict() {
        String assignments = assignments();
        String action = assignments.isEmpty() ? "nothing" : "update set " + assignments;
        boolean always = assignments.isEmpty() || !onlyWhereDifferent;
        return " on conflict (" + Sql.list(key) + ") do " + action
                + (always ? "" : " where false" + orChanges("excluded"));
    }

    /** What follows a condition to make it true also where the row of that alias changes the one that is there, {@code t}. */
    String orChanges(String alias) {
        return (others.isEmpty() ? "" : " or " + differ(alias))
                + mark.map(marked ->
                                " or t." + marked.column() + marked.values().isMarked())
                        .orElse("");
    }

    private String assignments() {
        String fed = others.stream()
                .map(column -> Sql.quoted(column) + " = excluded." + Sql.quoted(column))
                .collect(Collectors.joining(", "));
        String unmarked = mark.map(
                        marked -> marked.column() + " = " + marked.values().unmarked())
                .orElse("");
        return fed + (fed.isEmpty() || unmarked.isEmpty() ? "" : ", ") + unmarked;
    }

    /** By their bytes, because not every type can be compared. */
    private String differ(String alias) {
        return "row(" + Sql.list("t", others) + ")::record *<> row(" + Sql.list(alias, others) + ")::record";
    }
}
