package dev.seedgate.worker.seed.copy;

import dev.seedgate.catalog.CopyStep;
import dev.seedgate.catalog.Limit;
import dev.seedgate.worker.feed.record.FeedColumns;
import dev.seedgate.worker.feed.record.FeedColumns.FeedColumn;
import dev.seedgate.worker.seed.step.StepContext;
import dev.seedgate.worker.seed.step.StepFailedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Puts the staged rows that the table cannot take aside into {@code seedgate.rejects}, a statement for all of them: first those with
 * text that is no value of its column's type or with nothing where there must be something; then, when the rest has the right types,
 * those for which an expression fails; then those that break a check. What only other rows can tell, a duplicate or a missing
 * parent, still fails the seed.
 */
final class Rejects {
    private final StepContext context;
    private final Connection connection;
    private final CopyStep step;
    private final Staging staging;
    private final FeedColumns feed;
    private final InputCheck input;
    private final Computing computing;

    Rejects(StepContext context, CopyStep step, Staging staging, FeedColumns feed) throws SQLException {
        this.context = context;
        this.connection = context.connection();
        this.step = step;
        this.staging = staging;
        this.feed = feed;
        this.computing = new Computing(context, step, staging);
        this.input = InputCheck.of(connection, staging.table(), typedColumns());
    }

    /**
     * Does it, and gives the staging table the target's types.
     *
     * @param total how many rows the feed has
     * @return how many were put aside
     * @throws StepFailedException when they are more than the definition allows
     */
    long putAside(long total, Limit max) throws SQLException, StepFailedException {
        long rejected = move(misfits());
        requireFew(rejected, total, max);
        convert();
        rejected += move(computing.faults());
        requireFew(rejected, total, max);
        computing.fill(total);
        rejected += move(brokenChecks());
        requireFew(rejected, total, max);
        return rejected;
    }

    private List<Fault> misfits() {
        var faults = new ArrayList<Fault>();
        faults.add(new Fault("", "null", "s." + Staging.PROBLEM + " is not null", "s." + Staging.PROBLEM));
        for (FeedColumn column : feed.columns()) {
            TargetTable.Column target = staging.table().column(column.tableColumn());
            String value = "s." + Sql.quoted(target.name());
            if (target.notNull()) {
                String reason = "is empty, but " + step.target().table() + "." + target.name() + " must have a value";
                faults.add(new Fault(column.label(), value, value + " is null", Sql.literal(reason)));
            }
            if (target.refusesSome()) {
                faults.add(new Fault(column.label(), value, input.refused(target.name()), input.reason(target.name())));
            }
        }
        return faults;
    }

    private List<Fault> brokenChecks() throws SQLException {
        String sql = """
                select k.conname, pg_get_expr(k.conbin, k.conrelid), array(select a.attname from pg_attribute a
                    where a.attrelid = k.conrelid and a.attnum = any (k.conkey))
                from pg_constraint k where k.conrelid = to_regclass(?) and k.contype = 'c' order by k.conname
                """;
        var faults = new ArrayList<Fault>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, Sql.quoted(step.target().table()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    List<String> columns = List.of((String[]) row.getArray(3).getArray());
                    if (staging.columns().containsAll(columns)) {
                        faults.add(broken(row.getString(1), row.getString(2), columns));
                    }
                }
            }
        }
        return faults;
    }

    private Fault broken(String constraint, String expression, List<String> columns) {
        String label = columns.stream()
                .flatMap(column -> feed.find(column).stream())
                .map(FeedColumn::label)
                .collect(Collectors.joining(", "));
        String value = columns.stream()
                .map(column -> "s." + Sql.quoted(column) + "::text")
                .collect(Collectors.joining(", ", "concat_ws(', ', ", ")"));
        return new Fault(label, value, "not (" + expression + ")", Sql.literal("breaks the check " + constraint));
    }

    /** Of a row with several faults the first is noted. */
    private long move(List<Fault> faults) throws SQLException {
        if (faults.isEmpty()) {
            return 0;
        }
        var list = new ArrayList<String>();
        for (Fault fault : faults) {
            list.add("(" + list.size() + ", " + Sql.literal(fault.label()) + ", (" + fault.value()
                    + ")::text, case when " + fault.condition() + " then " + fault.reason() + " end)");
        }
        String sql = "with bad as materialized (select distinct on (s." + Staging.ROW + ") s." + Staging.ROW + ", s."
                + Staging.FILE + ", s." + Staging.LINE + ", f.label, f.value, f.reason from " + staging.name()
                + " s cross join lateral (values " + String.join(", ", list)
                + ") f(place, label, value, reason) where f.reason is not null order by s." + Staging.ROW
                + ", f.place), gone as (delete from "
                + staging.name() + " s using bad where s." + Staging.ROW + " = bad." + Staging.ROW
                + ") insert into seedgate.rejects (request, step, file, line, \"column\", value, reason) select "
                + Sql.literal(context.grant().request().id()) + ", " + context.step() + ", bad." + Staging.FILE
                + ", bad." + Staging.LINE
                + ", nullif(bad.label, ''), bad.value, bad.reason from bad order by bad." + Staging.ROW;
        try (Statement move = connection.createStatement()) { // a check may have a question mark in it
            move.setEscapeProcessing(false);
            return move.executeLargeUpdate(sql);
        }
    }

    private void convert() throws SQLException {
        List<String> typed = typedColumns();
        if (typed.isEmpty()) {
            return;
        }
        String conversions = typed.stream()
                .map(staging.table()::column)
                .map(column -> "alter " + Sql.quoted(column.name()) + " type " + column.definition() + " using "
                        + Sql.quoted(column.name()) + (column.isString() ? "" : "::" + column.type()))
                .collect(Collectors.joining(", ", "alter table " + staging.name() + " ", ""));
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(conversions);
        }
    }

    private List<String> typedColumns() {
        return staging.feedColumns().stream()
                .filter(column -> staging.table().column(column).refusesSome())
                .toList();
    }

    private void requireFew(long rejected, long total, Limit max) throws SQLException, StepFailedException {
        if (max.allows(rejected, total)) {
            return;
        }
        throw new StepFailedException(
                step.feed().source() + ": " + rejected + " of " + total + " rows cannot be taken, and maxRejects is "
                        + max + ", so nothing was written. The first: " + first(),
                false);
    }

    private String first() throws SQLException {
        String sql = "select file, line, \"column\", reason from seedgate.rejects where request = ? and step = ?"
                + " order by file, line limit 1";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, context.grant().request().id());
            query.setInt(2, context.step());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                String column = row.getString(3) == null ? "" : ", " + row.getString(3);
                return row.getString(1) + ", line " + row.getLong(2) + column + ": " + row.getString(4);
            }
        }
    }
}
