package dev.seedgate.worker.seed.copy;

import dev.seedgate.catalog.Computed;
import dev.seedgate.catalog.CopyStep;
import dev.seedgate.worker.seed.step.SqlErrors;
import dev.seedgate.worker.seed.step.StepContext;
import dev.seedgate.worker.seed.step.StepFailedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fills the staged columns that expressions make. Expressions are evaluated in the seed's own transaction and session, so that they see
 * what earlier steps did, and the request's parameters. Each becomes its column's type as a feed's text would.
 */
final class Computing {
    private final Connection connection;
    private final Staging staging;
    private final List<Computed> computed;
    private final List<String> key;
    private final ComputingErrors errors;

    Computing(StepContext context, CopyStep step, Staging staging) {
        this.connection = context.connection();
        this.staging = staging;
        this.computed = staging.target().computed();
        this.key = step.target().mode().keyColumns();
        this.errors = new ComputingErrors(step, staging, context.stop());
    }

    /**
     * Does it for all rows that are staged.
     *
     * @param total the highest number that a row may have
     * @throws StepFailedException naming the first row for which an expression fails, or the expression that fails for any
     */
    void fill(long total) throws SQLException, StepFailedException {
        if (computed.isEmpty()) {
            return;
        }
        Savepoint before = connection.setSavepoint();
        try {
            execute(update(computed) + " where true");
        } catch (SQLException e) {
            if (SqlErrors.serverMessage(e).isEmpty() || SqlErrors.isRetryable(e)) {
                throw e;
            }
            connection.rollback(before);
            requireSound();
            throw firstFailure(total, e);
        }
        requireKeys();
    }

    /** What expressions can find wrong with a row, without failing for it: a temporary function tries each. */
    List<Fault> faults() throws SQLException, StepFailedException {
        requireSound();
        var faults = new ArrayList<Fault>();
        for (Computed column : computed) {
            String name = "pg_temp.seedgate_computes_" + (faults.size() + 1);
            List<String> fields = column.expression().fields();
            makeFunction(name, column, fields);
            String given =
                    fields.stream().map(field -> "s." + input(field)).collect(Collectors.joining(", ", "(", ")"));
            String values = fields.isEmpty() ? "null" : "concat_ws(', ', " + given.substring(1);
            faults.add(new Fault("computed " + column.column(), values, name + given + " is not null", name + given));
        }
        return faults;
    }

    private void makeFunction(String name, Computed column, List<String> fields) throws SQLException {
        String value = value(column, field -> "$" + (fields.indexOf(field) + 1));
        String body =
                "declare computed " + staging.table().column(column.column()).type() + "; begin computed := " + value
                        + "; " + mustBe(column) + "return null; exception when others then return sqlerrm; end";
        String parameters = fields.stream().map(field -> "text").collect(Collectors.joining(", ", "(", ")"));
        execute("create or replace function " + name + parameters + " returns text language plpgsql as "
                + Sql.literal(body));
    }

    private String mustBe(Computed column) {
        String reason = key.contains(column.column())
                ? column.column() + " comes out empty, but rows are told apart by it"
                : "comes out empty, but " + staging.target().table() + "." + column.column() + " must have a value";
        boolean needed = key.contains(column.column())
                || staging.table().column(column.column()).notNull();
        return needed ? "if computed is null then return " + Sql.literal(reason) + "; end if; " : "";
    }

    /** What fails without any row is the definition's fault. */
    private void requireSound() throws SQLException, StepFailedException {
        for (Computed column : computed) {
            Savepoint before = connection.setSavepoint();
            try {
                execute(update(List.of(column)) + " where false");
            } catch (SQLException e) {
                connection.rollback(before);
                throw errors.ofExpression(column, e);
            }
        }
    }

    /** By halves: the first of the rows up to a number fails, or none of them does. */
    private StepFailedException firstFailure(long total, SQLException whole) throws SQLException {
        StepFailedException found = errors.ofExpression(computed.getFirst(), whole);
        long end = total + 1;
        for (Computed column : computed) {
            long from = 1;
            long to = end;
            @Nullable SQLException failure = null;
            while (from < to) {
                long middle = from + (to - from) / 2;
                @Nullable SQLException now = failure(column, from, middle);
                failure = now == null ? failure : now;
                from = now == null ? middle + 1 : from;
                to = now == null ? to : middle;
            }
            if (failure != null) {
                end = to;
                found = errors.ofRow(column, to, failure);
            }
        }
        return found;
    }

    /** How the expression fails for one of these rows; null where it does not. Leaves them as they are. */
    private @Nullable SQLException failure(Computed column, long from, long to) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            execute(update(List.of(column)) + " where " + Staging.ROW + " between " + from + " and " + to);
            return null;
        } catch (SQLException e) {
            if (SqlErrors.serverMessage(e).isEmpty() || SqlErrors.isRetryable(e)) {
                throw e;
            }
            return e;
        } finally {
            if (!connection.isClosed()) {
                connection.rollback(before);
            }
        }
    }

    private void requireKeys() throws SQLException, StepFailedException {
        List<String> columns =
                computed.stream().map(Computed::column).filter(key::contains).toList();
        for (String column : columns) {
            String first = "select min(" + Staging.ROW + ") from " + staging.name() + " where " + Sql.quoted(column)
                    + " is null";
            try (Statement statement = connection.createStatement();
                    var row = statement.executeQuery(first)) {
                row.next();
                long number = row.getLong(1);
                if (!row.wasNull()) {
                    throw errors.withoutKey(column, number);
                }
            }
        }
    }

    private String update(List<Computed> columns) {
        return columns.stream()
                .map(column -> Sql.quoted(column.column()) + " = " + value(column, field -> "s." + input(field)))
                .collect(Collectors.joining(", ", "update " + staging.name() + " s set ", ""));
    }

    /** Text is assigned, because a cast would cut what is too long; all else is cast, because text is not assigned to it. */
    private String value(Computed column, UnaryOperator<String> field) {
        String expression = "(" + column.expression().sql(field) + ")";
        TargetTable.Column target = staging.table().column(column.column());
        return target.isString() ? expression : expression + "::" + target.type();
    }

    private String input(String field) {
        return Sql.quoted(staging.shape().inputOf(field));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
