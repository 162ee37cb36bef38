package dev.seedgate.worker.seed.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks PostgreSQL whether text is a value of a type, for many rows at once and without failing on the first that is not. From version
 * 16 on it has a function for that; before, a temporary function tries each value.
 */
final class InputCheck {
    private static final int KNOWS_BY_ITSELF = 16;

    private final Map<String, String> functions = new LinkedHashMap<>();
    private final TargetTable table;

    private InputCheck(TargetTable table) {
        this.table = table;
    }

    static InputCheck of(Connection connection, TargetTable table, List<String> columns) throws SQLException {
        return of(connection, table, columns, connection.getMetaData().getDatabaseMajorVersion());
    }

    /** @param version as if the server were of this one, at most its own */
    static InputCheck of(Connection connection, TargetTable table, List<String> columns, int version)
            throws SQLException {
        var check = new InputCheck(table);
        if (version < KNOWS_BY_ITSELF) {
            for (String column : columns) {
                check.makeFunction(connection, column);
            }
        }
        return check;
    }

    /** SQL that is true where the column of {@code s} holds no value of its type. */
    String refused(String column) {
        String function = functions.get(column);
        return function == null
                ? "not pg_input_is_valid(s." + Sql.quoted(column) + ", " + type(column) + ")"
                : function + "(s." + Sql.quoted(column) + ") is not null";
    }

    /** SQL for what PostgreSQL says against it; null where it is one. */
    String reason(String column) {
        String function = functions.get(column);
        return function == null
                ? "(select message from pg_input_error_info(s." + Sql.quoted(column) + ", " + type(column) + "))"
                : function + "(s." + Sql.quoted(column) + ")";
    }

    private String type(String column) {
        return Sql.literal(table.column(column).type());
    }

    /** An assignment refuses what {@code COPY} does; a cast would cut text that is too long. */
    private void makeFunction(Connection connection, String column) throws SQLException {
        String function = "pg_temp.seedgate_refuses_" + (functions.size() + 1);
        String body = """
                declare converted %s;
                begin
                    converted := given;
                    return null;
                exception when others then
                    return sqlerrm;
                end""".formatted(table.column(column).type());
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("create or replace function " + function
                    + "(given text) returns text language plpgsql as " + Sql.literal(body));
        }
        functions.put(column, function);
    }
}
