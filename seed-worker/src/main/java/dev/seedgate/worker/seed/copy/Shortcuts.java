package dev.seedgate.worker.seed.copy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Which shorter ways into a table leave what {@code INSERT … ON CONFLICT DO UPDATE} of all rows would leave. They look into the table
 * before: that would see rows of tables that inherit from it, and count as reading all of it in a serializable transaction.
 *
 * @param plainInsert rows whose keys are not there may be inserted without {@code ON CONFLICT}: a unique index refuses them at once
 *     where somebody else was quicker, and nothing waits to hear of an update
 * @param leaveUnchanged rows that are there as the feed has them may be left alone: nothing hears of rows that are written
 */
record Shortcuts(boolean plainInsert, boolean leaveUnchanged) {
    private static final Shortcuts NONE = new Shortcuts(false, false);

    /** Bits of {@code tgtype}: 1 for each row, 4 on insert, 16 on update. */
    private static final String QUERY = """
            with target as (select to_regclass(?)::oid as oid, ?::text[] as key, ?::text[] as columns),
            triggers as (
                select g.tgtype::int as type from target t join pg_trigger g
                on g.tgrelid in (select t.oid union all select relid from pg_partition_tree(t.oid))
                where not g.tgisinternal and g.tgenabled <> 'D')
            select
                exists (select from pg_index i where i.indrelid = t.oid and i.indisunique and i.indimmediate and i.indisvalid
                    and i.indpred is null and i.indexprs is null and i.indnkeyatts = cardinality(t.key)
                    and (select bool_and(a.attname = any (t.key)) from unnest(i.indkey::int2[]) with ordinality k(number, place)
                        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
                        where k.place <= i.indnkeyatts))
                and (select bool_and(has_column_privilege(t.oid, c, 'select') and has_column_privilege(t.oid, c, 'update'))
                    from unnest(t.columns) c)
                and exists (select from pg_class c where c.oid = t.oid and (c.relkind = 'p' or not c.relhassubclass))
                and current_setting('transaction_isolation') <> 'serializable',
                not exists (select from triggers where type & 1 = 0 and type & 16 <> 0),
                not exists (select from triggers where type & 20 <> 0)
            from target t
            """;

    /**
     * Asks the catalog.
     *
     * @param columns all that are filled
     */
    static Shortcuts of(Connection connection, TargetTable table, List<String> key, List<String> columns)
            throws SQLException {
        if (!table.takesCopy()) {
            return NONE;
        }
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setString(1, Sql.quoted(table.name()));
            query.setArray(2, connection.createArrayOf("text", key.toArray()));
            query.setArray(3, connection.createArrayOf("text", columns.toArray()));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                boolean possible = row.getBoolean(1);
                return new Shortcuts(possible && row.getBoolean(2), possible && row.getBoolean(3));
            }
        }
    }
}
