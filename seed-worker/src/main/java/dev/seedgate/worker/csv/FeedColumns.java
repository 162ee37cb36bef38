package dev.seedgate.worker.csv;

import dev.seedgate.catalog.Feed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which field of a record goes to which column of the table. */
public record FeedColumns(List<FeedColumn> columns) {

    /**
     * One of them.
     *
     * @param index of the field in a record, from 0
     * @param label the feed's own name for it, as messages give it: {@code column "Price"} or {@code field 3}
     * @param tableColumn where it goes
     */
    public record FeedColumn(int index, String label, String tableColumn) {}

    public FeedColumns {
        columns = List.copyOf(columns);
    }

    /**
     * Finds the mapped columns in the feed.
     *
     * @param mapping as {@link dev.seedgate.catalog.Target#columns}
     * @throws FeedException when the feed has not what the mapping names
     */
    public static FeedColumns of(Feed feed, FeedReader reader, Map<String, String> mapping) throws FeedException {
        Optional<FeedRecord> header = reader.header();
        return header.isPresent() ? byName(feed, header.get(), mapping) : byNumber(feed, reader.width(), mapping);
    }

    public Optional<FeedColumn> find(String tableColumn) {
        return columns.stream()
                .filter(column -> column.tableColumn().equals(tableColumn))
                .findFirst();
    }

    private static FeedColumns byName(Feed feed, FeedRecord header, Map<String, String> mapping) throws FeedException {
        List<String> names = header.fields().stream()
                .map(name -> Objects.requireNonNullElse(name, ""))
                .toList();
        var columns = new ArrayList<FeedColumn>();
        for (String name : mapping.isEmpty() ? names : mapping.keySet()) {
            if (Collections.frequency(names, name) != 1) {
                throw new FeedException(feed.source(), header.line(), complaint(name, names));
            }
            columns.add(new FeedColumn(
                    names.indexOf(name), "column \"" + name + "\"", mapping.isEmpty() ? name : target(mapping, name)));
        }
        return new FeedColumns(columns);
    }

    private static String complaint(String name, List<String> names) {
        if (names.contains(name)) {
            return "the header has the column \"" + name + "\" more than once; rename one of them";
        }
        String found = names.stream().map(each -> '"' + each + '"').collect(Collectors.joining(", "));
        return "the header has no column \"" + name + "\"; it has: " + found;
    }

    private static FeedColumns byNumber(Feed feed, int width, Map<String, String> mapping) throws FeedException {
        var columns = new ArrayList<FeedColumn>();
        for (String number : mapping.keySet()) {
            int index = Integer.parseInt(number) - 1;
            if (index >= width) {
                throw new FeedException(
                        feed.source(), 1, "has " + width + " fields, but the definition uses field " + number);
            }
            columns.add(new FeedColumn(index, "field " + number, target(mapping, number)));
        }
        return new FeedColumns(columns);
    }

    private static String target(Map<String, String> mapping, String feedColumn) {
        return Objects.requireNonNull(mapping.get(feedColumn));
    }
}
