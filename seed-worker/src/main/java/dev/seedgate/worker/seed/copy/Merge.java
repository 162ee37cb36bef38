package dev.seedgate.worker.seed.copy;

import dev.seedgate.catalog.Duplicates;
import dev.seedgate.catalog.Target;
import dev.seedgate.catalog.Vanished;
import dev.seedgate.catalog.WriteMode;
import dev.seedgate.worker.seed.step.StepFailedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

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
            case WriteMode.Insert insert -> update(insertInto() + rows());
            case WriteMode.Replace replace -> {
                var replacement = new Replacement(connection, target, source);
                long before = replacement.clear();
                long after = update(insertInto() + rows());
                replacement.requireEnough(before, after);
                yield after;
            }
            case WriteMode.Upsert upsert -> update(insertInto() + rows() + onConflict(upsert.key()));
            case WriteMode.Sync sync -> sync(sync);
        };
    }

    private long sync(WriteMode.Sync sync) throws SQLException, StepFailedException {
        long vanished = complete ? new Vanishing(connection, staging, sync, source).run() : 0;
        return vanished + update(insertInto() + rows() + onConflict(sync));
    }

    private String insertInto() {
        return "insert into " + Sql.quoted(target.table()) + " as t (" + Sql.list(staging.columns()) + ") ";
    }

    /** Sorted by key, because neighbours in the table's index are then written one after the other. */
    private String rows() {
        List<String> key = target.mode().keyColumns();
        String columns = Sql.list(staging.columns()) + " from " + staging.name();
        if (key.isEmpty()) {
            List<String> order = staging.table().primaryKey();
            boolean known = !order.isEmpty() && staging.columns().containsAll(order);
            return "select " + columns + (known ? " order by " + Sql.list(order) : "");
        }
        String direction = target.mode().whichOfDuplicates() == Duplicates.FIRST ? "" : " desc";
        return "select distinct on (" + Sql.list(key) + ") " + columns + " order by " + Sql.list(key) + ", "
                + Staging.ROW + direction;
    }

    private String onConflict(List<String> key) {
        List<String> others = others(key);
        return " on conflict (" + Sql.list(key) + ") do "
                + (others.isEmpty() ? "nothing" : "update set " + assignments(others));
    }

    /** A row that stays as it is is not written anew: most of a feed is yesterday's. */
    private String onConflict(WriteMode.Sync sync) throws SQLException, StepFailedException {
        List<String> others = others(sync.key());
        if (!(sync.vanished() instanceof Vanished.Mark mark)) {
            return onConflict(sync.key()) + (others.isEmpty() ? "" : " where " + differ(others));
        }
        String column = Sql.quoted(mark.column());
        MarkColumn values = MarkColumn.of(staging.table(), mark, source);
        String cleared = column + " = " + values.unmarked();
        String isMarked = "t." + column + values.isMarked();
        return " on conflict (" + Sql.list(sync.key()) + ") do update set "
                + (others.isEmpty() ? cleared : assignments(others) + ", " + cleared)
                + " where " + (others.isEmpty() ? isMarked : differ(others) + " or " + isMarked);
    }

    private List<String> others(List<String> key) {
        return staging.columns().stream()
                .filter(column -> !key.contains(column))
                .toList();
    }

    private static String assignments(List<String> columns) {
        return columns.stream()
                .map(column -> Sql.quoted(column) + " = excluded." + Sql.quoted(column))
                .collect(Collectors.joining(", "));
    }

    /** By their bytes, because not every type can be compared. */
    private static String differ(List<String> columns) {
        return "row(" + Sql.list("t", columns) + ")::record *<> row(" + Sql.list("excluded", columns) + ")::record";
    }

    private long update(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            return statement.executeLargeUpdate(sql);
        }
    }
}
