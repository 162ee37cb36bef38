package dev.seedgate.worker.feed.format;

import dev.seedgate.catalog.Suggestion;
import dev.seedgate.worker.feed.record.Excerpt;
import dev.seedgate.worker.feed.record.FeedColumns;
import dev.seedgate.worker.feed.record.WantedColumns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Where in a file's records the wanted columns are. */
record Layout(FeedColumns columns, List<Integer> places) {
    private static final int MOST_NAMES = 30;

    /**
     * Finds columns by the names in a header.
     *
     * @throws IllegalArgumentException when the header is not as wanted; the message says how
     */
    static Layout byName(List<String> names, WantedColumns wanted) {
        List<String> chosen =
                wanted.all() ? names : List.copyOf(wanted.mapping().keySet());
        List<String> twice = chosen.stream()
                .filter(name -> Collections.frequency(names, name) > 1)
                .distinct()
                .toList();
        if (!twice.isEmpty()) {
            throw new IllegalArgumentException("the header has the column " + Excerpt.of(twice.getFirst())
                    + " more than once; rename one of them, or say header: skip and map the columns by their numbers");
        }
        List<String> missing = chosen.stream()
                .filter(name -> !names.contains(name) && !wanted.optional().contains(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("the header has no " + named("column", missing) + near(missing, names)
                    + "; it has: " + listed(names));
        }
        if (!wanted.others()) {
            refuseOthers(names, chosen);
        }
        List<Integer> places = chosen.stream()
                .map(name -> names.contains(name) ? names.indexOf(name) : names.size())
                .toList();
        Map<String, String> mapping = wanted.all() ? WantedColumns.like(names).mapping() : wanted.mapping();
        return new Layout(FeedColumns.of("column \"%s\"", mapping), places);
    }

    /**
     * Finds columns by numbers, which the catalog has checked to be such.
     *
     * @throws IllegalArgumentException when there are not so many
     */
    static Layout byNumber(int width, WantedColumns wanted) {
        List<Integer> places = wanted.mapping().keySet().stream()
                .map(number -> Integer.parseInt(number) - 1)
                .toList();
        Optional<Integer> beyond =
                places.stream().filter(place -> place >= width).findFirst();
        if (beyond.isPresent()) {
            throw new IllegalArgumentException(
                    "has " + Excerpt.count(width, "field") + ", but the definition uses field " + (beyond.get() + 1));
        }
        return new Layout(FeedColumns.of("field %s", wanted.mapping()), places);
    }

    /** Every field there is, to look at. */
    static int[] everything(int width) {
        return IntStream.range(0, width).toArray();
    }

    int[] placesArray() {
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    /** {@code column "A"} or {@code columns "A", "B"}. */
    static String named(String word, List<String> names) {
        return (names.size() == 1 ? word : word + "s") + " " + listed(names);
    }

    /** {@code ; near "Price" is "price"} for the first name that something is near to. */
    static String near(List<String> missing, Collection<String> names) {
        for (String name : missing) {
            List<String> near = Suggestion.near(name, names);
            if (!near.isEmpty()) {
                return ", but " + listed(near) + (missing.size() == 1 ? "" : ", which is near " + Excerpt.of(name));
            }
        }
        return "";
    }

    static String listed(Collection<String> names) {
        String more = names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "";
        return names.stream().limit(MOST_NAMES).map(Excerpt::of).collect(Collectors.joining(", ", "", more));
    }

    private static void refuseOthers(List<String> names, List<String> chosen) {
        var others = new ArrayList<>(names);
        others.removeAll(chosen);
        if (!others.isEmpty()) {
            throw new IllegalArgumentException("the header has the " + named("column", others)
                    + ", which the feed's first file has not; name in columns which ones to load");
        }
    }
}
