package dev.seedgate.worker.seed.copy;

import dev.seedgate.catalog.Computed;
import dev.seedgate.catalog.Target;
import dev.seedgate.worker.feed.record.FeedColumns.FeedColumn;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The table that a feed is copied into before its rows are merged into the target. It has the target's column types, so that a value
 * which does not fit is refused while it is copied, where the server can say which row it stood in; or it is all text, where such rows
 * are to be put aside.
 *
 * @param schema {@code pg_temp}, where one session fills it, and {@code seedgate} where several do
 * @param relation its name there
 * @param columns what goes to the table: what comes from the feed, the constants, and what is computed
 */
record Staging(String schema, String relation, Target target, TargetTable table, RowShape shape, List<String> columns) {
    /** The number of the feed's record. */
    static final String ROW = "seedgate_row";
    /** The file it is from; only where rows are checked. */
    static final String FILE = "seedgate_file";
    /** The line it begins on; only where rows are checked. */
    static final String LINE = "seedgate_line";
    /** What the reader says is wrong with it; only where rows are checked. */
    static final String PROBLEM = "seedgate_problem";

    private static final String TEMPORARY = "pg_temp";

    /** That of one session, gone with its transaction at the latest. */
    static Staging temporary(Target target, TargetTable table, RowShape shape) {
        var columns = new ArrayList<>(shape.columns().tableColumns());
        columns.addAll(target.constants().keySet());
        target.computed().forEach(computed -> columns.add(computed.column()));
        return new Staging(TEMPORARY, "seedgate_stage", target, table, shape, List.copyOf(columns));
    }

    /** The same for several sessions, under a name of its own. */
    Staging shared(String name) {
        return new Staging("seedgate", name, target, table, shape, columns);
    }

    /** What comes from the feed and goes to the table. */
    List<String> feedColumns() {
        return shape.columns().tableColumns();
    }

    private boolean isChecked() {
        return shape.travel() == Travel.CHECKED;
    }

    void create(Connection connection) throws SQLException {
        boolean temporary = schema.equals(TEMPORARY);
        String definitions = String.join(", ", definitions().toList());
        execute(
                connection,
                "create " + (temporary ? "temp" : "unlogged") + " table " + name() + " (" + definitions + ")"
                        + (temporary ? " on commit drop" : " with (autovacuum_enabled = false)"));
    }

    private Stream<String> definitions() {
        Stream<String> fed = feedColumns().stream()
                .map(column -> Sql.quoted(column) + " "
                        + (isChecked() ? "text" : table.column(column).definition()));
        Stream<String> inputs = shape.inputs().stream().map(input -> Sql.quoted(input.tableColumn()) + " text");
        Stream<String> computed = target.computed().stream()
                .map(Computed::column)
                .map(column -> Sql.quoted(column) + " " + table.column(column).definition());
        Stream<String> constant = target.constants().entrySet().stream().map(this::constant);
        Stream<String> own = isChecked()
                ? Stream.of(ROW + " bigint", FILE + " text", LINE + " bigint", PROBLEM + " text")
                : Stream.of(ROW + " bigint");
        return Stream.of(fed, inputs, constant, computed, own).flatMap(each -> each);
    }

    /** With the target's type in any case: one that does not fit is not the feed's fault. */
    private String constant(Map.Entry<String, String> constant) {
        return Sql.quoted(constant.getKey()) + " "
                + table.column(constant.getKey()).definition() + " default " + Sql.literal(constant.getValue());
    }

    CopyTarget copyTarget() {
        String own = isChecked() ? String.join(", ", ROW, FILE, LINE, PROBLEM) : ROW;
        var sent = new ArrayList<>(feedColumns());
        shape.inputs().stream().map(FeedColumn::tableColumn).forEach(sent::add);
        return new CopyTarget(
                "copy " + name() + " (" + Sql.list(sent) + ", " + own
                        + ") from stdin with (format text, encoding 'UTF8')",
                relation);
    }

    String name() {
        return schema + "." + relation;
    }

    void drop(Connection connection) throws SQLException {
        execute(connection, "drop table " + name());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
