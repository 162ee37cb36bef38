package dev.seedgate.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a feed's rows go.
 *
 * @param columns feed column to table column, in the order written; feed columns that are not named are left out. Empty:
 *     every feed column goes to the table column of the same name. For a feed without a header the feed columns are field
 *     numbers, counted from 1.
 * @param constants table column to the text that every row gets there; none of them is also in {@code columns}
 * @param computed table columns that are filled by expressions; none of them is also in {@code columns} or {@code constants}
 * @param fields feed columns that go to no table column and are there for expressions only; none where {@code columns} is empty
 */
public record Target(
        TableName table,
        Map<String, String> columns,
        Map<String, String> constants,
        List<Computed> computed,
        List<String> fields,
        WriteMode mode,
        BadRows badRows) {
    public Target {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
        computed = List.copyOf(computed);
        fields = List.copyOf(fields);
    }

    /** One without expressions. */
    public Target(
            TableName table,
            Map<String, String> columns,
            Map<String, String> constants,
            WriteMode mode,
            BadRows badRows) {
        this(table, columns, constants, List.of(), List.of(), mode, badRows);
    }
}
