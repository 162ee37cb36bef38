package dev.seedgate.worker.seed.copy;

import dev.seedgate.catalog.TableName;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Pieces of SQL text. Everything that comes from a definition or a feed goes through one of these. */
final class Sql {
    private Sql() {}

    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    static String quoted(TableName table) {
        return quoted(table.schema()) + "." + quoted(table.table());
    }

    /** As PostgreSQL reads it whatever {@code standard_conforming_strings} says. */
    static String literal(String text) {
        String escaped = text.replace("'", "''");
        return text.indexOf('\\') < 0 ? "'" + escaped + "'" : " E'" + escaped.replace("\\", "\\\\") + "'";
    }

    static String list(Collection<String> columns) {
        return list(columns, Sql::quoted);
    }

    /** The columns of the table with that alias. */
    static String list(String alias, Collection<String> columns) {
        return list(columns, column -> alias + "." + quoted(column));
    }

    private static String list(Collection<String> columns, Function<String, String> each) {
        return columns.stream().map(each).collect(Collectors.joining(", "));
    }

    /** That two rows have the same key. */
    static String same(String one, String other, Collection<String> key) {
        return key.stream()
                .map(column -> one + "." + quoted(column) + " = " + other + "." + quoted(column))
                .collect(Collectors.joining(" and "));
    }
}
