package dev.seedgate.catalog;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a definition says of the connections and the worker that a run needs. */
final class NeedsReader {
    private static final List<String> RANGE_KEYS = List.of("min", "max");
    /** As in the messages between the services. */
    private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private static final int MAX_LABEL = 40;
    private static final int MAX_LABELS = 10;

    private NeedsReader() {}

    static Needs read(Fields fields) {
        Optional<Value> connections = fields.get("connections");
        List<String> labels = fields.get("labels").flatMap(NeedsReader::labels).orElse(List.of());
        if (connections.isEmpty()) {
            return new Needs(SeedDefinition.DEFAULT_CONNECTIONS, null, labels);
        }
        if (!connections.get().isMapping()) {
            return new Needs(number(connections.get()), null, labels);
        }
        Optional<Fields> range = connections.get().fields(RANGE_KEYS);
        int min = range.flatMap(keys -> keys.required("min", "say how many it cannot do without"))
                .map(NeedsReader::number)
                .orElse(SeedDefinition.DEFAULT_CONNECTIONS);
        return new Needs(
                min,
                range.flatMap(keys -> keys.get("max")).map(max -> max(max, min)).orElse(null),
                labels);
    }

    private static int number(Value value) {
        return value.integer(1, SeedDefinition.MAX_CONNECTIONS).orElse(SeedDefinition.DEFAULT_CONNECTIONS);
    }

    private static @Nullable Integer max(Value value, int min) {
        return value.integer(min, SeedDefinition.MAX_CONNECTIONS).orElse(null);
    }

    private static Optional<List<String>> labels(Value value) {
        return value.list().flatMap(elements -> {
            if (elements.size() > MAX_LABELS) {
                return value.refuse("must be at most " + MAX_LABELS + " labels, got: " + elements.size());
            }
            return Optional.of(elements.stream()
                    .flatMap(element -> label(element).stream())
                    .distinct()
                    .sorted()
                    .toList());
        });
    }

    private static Optional<String> label(Value value) {
        return value.nonBlankText(MAX_LABEL)
                .flatMap(label -> LABEL.matcher(label).matches()
                        ? Optional.of(label)
                        : value.refuse("must be lower-case letters, digits and single dashes, starting with a letter,"
                                + " got: " + label));
    }
}
