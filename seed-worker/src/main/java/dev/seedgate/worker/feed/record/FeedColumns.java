package dev.seedgate.worker.feed.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which fields of a feed's records go to which columns of the table, in the order of {@link FeedRecord#fields}. */
public record FeedColumns(List<FeedColumn> columns) {

    /**
     * One of them.
     *
     * @param index of the field in a record, from 0
     * @param name as the feed calls it: its name or number
     * @param label the feed's own name for it, as messages give it: {@code column "Price"} or {@code field 3}
     * @param tableColumn where it goes
     */
    public record FeedColumn(int index, String name, String label, String tableColumn) {}

    public FeedColumns {
        columns = List.copyOf(columns);
    }

    /**
     * Makes the columns.
     *
     * @param form how the feed's own name for a column is told, such as {@code column "%s"}
     * @param mapping feed column to table column
     */
    public static FeedColumns of(String form, Map<String, String> mapping) {
        var columns = new ArrayList<FeedColumn>();
        mapping.forEach((name, tableColumn) ->
                columns.add(new FeedColumn(columns.size(), name, form.formatted(name), tableColumn)));
        return new FeedColumns(columns);
    }

    /** Where they go, in their order. */
    public List<String> tableColumns() {
        return columns.stream().map(FeedColumn::tableColumn).toList();
    }

    public Optional<FeedColumn> find(String tableColumn) {
        return columns.stream()
                .filter(column -> column.tableColumn().equals(tableColumn))
                .findFirst();
    }
}
