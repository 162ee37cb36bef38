package dev.seedgate.worker.seed.step;

import dev.seedgate.catalog.TableName;
import dev.seedgate.catalog.Target;
import dev.seedgate.catalog.WriteMode;
import dev.seedgate.worker.feed.record.FeedColumns;
import dev.seedgate.worker.feed.record.FeedColumns.FeedColumn;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The temporary table that a feed is copied into before its rows are merged into the target. It has the target's column types, so
 * that a value which does not fit is refused while it is copied, where the server can say which row it stood in.
 */
final class StagingTable {
    /** Also how the server's error context begins, see {@link CopyContext}. */
    static final String NAME = "seedgate_stage";
    /** The number of the feed's record. */
    static final String ROW = "seedgate_row";

    private static final String QUALIFIED = "pg_temp." + NAME;

    private final Statement statement;
    private final Target target;
    private final List<String> feedColumns;
    private final List<String> allColumns;

    private StagingTable(Statement statement, Target target, FeedColumns columns) {
        this.statement = statement;
        this.target = target;
        this.feedColumns =
                columns.columns().stream().map(FeedColumn::tableColumn).toList();
        this.allColumns = new ArrayList<>(feedColumns);
        allColumns.addAll(target.constants().keySet());
    }

    /** Makes it. It is dropped by {@link #drop} or with the transaction. */
    static StagingTable create(Connection connection, Target target, FeedColumns columns) throws SQLException {
        var table = new StagingTable(connection.createStatement(), target, columns);
        table.statement.setEscapeProcessing(false);
        table.execute("create temp table " + NAME + " on commit drop as select " + list(table.allColumns)
                + ", 0::bigint as " + ROW + " from " + quoted(target.table()) + " with no data");
        for (Map.Entry<String, String> constant : target.constants().entrySet()) {
            table.execute("alter table " + QUALIFIED + " alter column " + quoted(constant.getKey()) + " set default "
                    + table.statement.enquoteLiteral(constant.getValue()));
        }
        return table;
    }

    String copyStatement() {
        return "copy " + QUALIFIED + " (" + list(feedColumns) + ", " + ROW
                + ") from stdin with (format text, encoding 'UTF8')";
    }

    /** Writes the rows into the target; returns how many it wrote. */
    long merge() throws SQLException {
        return switch (target.mode()) {
            case WriteMode.Insert insert ->
                statement.executeLargeUpdate(insertInto() + " select " + list(allColumns) + " from " + QUALIFIED);
            case WriteMode.Upsert upsert -> statement.executeLargeUpdate(upsert(upsert.key()));
        };
    }

    void drop() throws SQLException {
        execute("drop table " + QUALIFIED);
        statement.close();
    }

    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    static String quoted(TableName table) {
        return quoted(table.schema()) + "." + quoted(table.table());
    }

    /** Sorted by key, because neighbours in the table are then written one after the other; the last of duplicates wins. */
    private String upsert(List<String> key) {
        List<String> others =
                allColumns.stream().filter(column -> !key.contains(column)).toList();
        String action = others.isEmpty()
                ? "nothing"
                : others.stream()
                        .map(column -> quoted(column) + " = excluded." + quoted(column))
                        .collect(Collectors.joining(", ", "update set ", ""));
        return insertInto() + " select distinct on (" + list(key) + ") " + list(allColumns) + " from " + QUALIFIED
                + " order by " + list(key) + ", " + ROW + " desc on conflict (" + list(key) + ") do " + action;
    }

    private String insertInto() {
        return "insert into " + quoted(target.table()) + " (" + list(allColumns) + ")";
    }

    private void execute(String sql) throws SQLException {
        statement.execute(sql);
    }

    private static String list(List<String> columns) {
        return columns.stream().map(StagingTable::quoted).collect(Collectors.joining(", "));
    }
}
