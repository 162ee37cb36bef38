package dev.seedgate.worker.seed.copy;

import dev.seedgate.catalog.Target;
import dev.seedgate.catalog.WriteMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ServerErrorMessage;

/**
 * Finds the first staged row that breaks a constraint, by asking the staging table. A best effort for the error message: where it
 * cannot tell (a foreign key, an expression index), it says nothing.
 */
final class OffendingRow {
    private static final String NOT_NULL = "23502";
    private static final String UNIQUE = "23505";
    private static final String CHECK = "23514";

    private final Connection connection;
    private final Staging staging;
    private final Target target;

    OffendingRow(Connection connection, Staging staging) {
        this.connection = connection;
        this.staging = staging;
        this.target = staging.target();
    }

    /** The record's number, from 1. Leaves the transaction usable. */
    OptionalLong find(@Nullable String sqlState, ServerErrorMessage server) throws SQLException {
        if (sqlState == null || !target.table().table().equals(server.getTable())) {
            return OptionalLong.empty(); // a trigger wrote to another table
        }
        Savepoint before = connection.setSavepoint();
        try {
            Optional<String> condition = switch (sqlState) {
                case NOT_NULL -> isNull(server.getColumn());
                case UNIQUE -> isDuplicate(server.getConstraint());
                case CHECK -> breaksCheck(server.getConstraint());
                default -> Optional.empty();
            };
            return condition.isPresent() ? first(condition.get()) : OptionalLong.empty();
        } catch (SQLException e) {
            connection.rollback(before); // the condition uses a column that is not staged
            return OptionalLong.empty();
        }
    }

    private static Optional<String> isNull(@Nullable String column) {
        return Optional.ofNullable(column).map(name -> "s." + Sql.quoted(name) + " is null");
    }

    private Optional<String> isDuplicate(@Nullable String index) throws SQLException {
        List<String> columns = indexColumns(index);
        if (columns.isEmpty() || !(target.mode() instanceof WriteMode.Insert)) {
            return Optional.empty();
        }
        String same = Sql.same("o", "s", columns);
        return Optional.of("exists (select from " + Sql.quoted(target.table()) + " o where " + same + ")"
                + " or exists (select from " + staging.name() + " o where " + same + " and o." + Staging.ROW
                + " < s." + Staging.ROW + ")");
    }

    private Optional<String> breaksCheck(@Nullable String constraint) throws SQLException {
        String sql =
                "select pg_get_expr(conbin, conrelid) from pg_constraint where conrelid = ?::regclass and conname = ?";
        List<String> found = texts(sql, constraint);
        return found.isEmpty() ? Optional.empty() : Optional.of("not (" + found.getFirst() + ")");
    }

    /** Empty where the index is on an expression. */
    private List<String> indexColumns(@Nullable String index) throws SQLException {
        String sql = """
                select a.attname
                from pg_index i
                join pg_class c on c.oid = i.indexrelid
                cross join unnest(i.indkey::int2[]) k
                left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k and k > 0
                where i.indrelid = ?::regclass and c.relname = ?
                """;
        List<String> columns = texts(sql, index);
        return columns.contains("") ? List.of() : columns;
    }

    private List<String> texts(String sql, @Nullable String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, Sql.quoted(target.table()));
            query.setString(2, name);
            try (ResultSet rows = query.executeQuery()) {
                var texts = new ArrayList<String>();
                while (rows.next()) {
                    String text = rows.getString(1);
                    texts.add(text == null ? "" : text);
                }
                return texts;
            }
        }
    }

    private OptionalLong first(String condition) throws SQLException {
        String sql = "select min(s." + Staging.ROW + ") from " + staging.name() + " s where " + condition;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            long row = rows.getLong(1);
            return rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(row);
        }
    }
}
