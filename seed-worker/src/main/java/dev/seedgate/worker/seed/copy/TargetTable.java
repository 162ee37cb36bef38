package dev.seedgate.worker.seed.copy;

import dev.seedgate.catalog.TableName;
import dev.seedgate.worker.seed.step.StepFailedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What PostgreSQL's catalog says about the table that a feed goes into, as the seed's transaction sees it: an earlier step may have
 * made the table.
 *
 * @param columns by name
 * @param takesCopy whether {@code COPY} does to it what {@code INSERT} does: not so for views, rules and row security
 * @param primaryKey its columns; empty where there is none
 */
record TargetTable(TableName name, Map<String, Column> columns, boolean takesCopy, List<String> primaryKey) {

    /**
     * One of its columns.
     *
     * @param type with its length or precision
     * @param collation what follows the type in a definition; often empty
     * @param isString whether text becomes this type without a cast, and is refused where it is too long
     */
    record Column(String name, String type, String collation, boolean isString, boolean notNull) {
        /** Whether there is text that it does not take. */
        boolean refusesSome() {
            return !type.equals("text");
        }

        String definition() {
            return type + collation;
        }
    }

    private static final String QUERY = """
            select a.attname, format_type(a.atttypid, a.atttypmod), t.typcategory = 'S', a.attnotnull,
                coalesce((select format(' collate %I.%I', n.nspname, l.collname) from pg_collation l
                    join pg_namespace n on n.oid = l.collnamespace
                    where l.oid = a.attcollation and a.attcollation <> t.typcollation), ''),
                c.relkind in ('r', 'p') and not c.relhasrules and not row_security_active(c.oid),
                exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any (i.indkey))
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            join pg_type t on t.oid = a.atttypid
            where c.oid = to_regclass(?)
            order by (select array_position(i.indkey::int2[], a.attnum) from pg_index i
                where i.indrelid = c.oid and i.indisprimary), a.attnum
            """;

    /**
     * Looks it up.
     *
     * @param source of the feed, for the message
     * @param filled columns that it must have
     */
    static TargetTable find(Connection connection, TableName name, String source, List<String> filled)
            throws SQLException, StepFailedException {
        var columns = new LinkedHashMap<String, Column>();
        var primaryKey = new ArrayList<String>();
        boolean takesCopy = false;
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setString(1, Sql.quoted(name));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String column = row.getString(1);
                    columns.put(
                            column,
                            new Column(
                                    column, row.getString(2), row.getString(5), row.getBoolean(3), row.getBoolean(4)));
                    takesCopy = row.getBoolean(6);
                    if (row.getBoolean(7)) {
                        primaryKey.add(column);
                    }
                }
            }
        }
        var table = new TargetTable(name, columns, takesCopy, primaryKey);
        table.require(source, filled);
        return table;
    }

    Column column(String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException(this.name + " has no column " + name);
        }
        return column;
    }

    private void require(String source, List<String> filled) throws StepFailedException {
        if (columns.isEmpty()) {
            throw new StepFailedException(
                    source + " into " + name
                            + ": there is no such table, or none that this role may see; an earlier step"
                            + " can make it",
                    false);
        }
        for (String column : filled) {
            if (!columns.containsKey(column)) {
                throw new StepFailedException(
                        source + " into " + name + ": the table has no column " + column + "; it has: "
                                + String.join(", ", columns.keySet()),
                        false);
            }
        }
    }
}
