package dev.seedgate.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads how a copy step writes, and holds the parts of that against each other: each mode has keys that only it knows. */
final class WriteModeReader {
    static final List<String> KEYS =
            List.of("mode", "key", "duplicates", "vanished", "maxVanish", "onError", "maxRejects");

    private static final String INSERT = "insert";
    private static final String UPSERT = "upsert";
    private static final String REPLACE = "replace";
    private static final String SYNC = "sync";
    private static final Map<String, List<String>> MEANT_FOR = Map.of(
            "key", List.of(UPSERT, REPLACE, SYNC),
            "duplicates", List.of(UPSERT, REPLACE, SYNC),
            "vanished", List.of(SYNC),
            "maxVanish", List.of(REPLACE, SYNC));

    private final Fields fields;
    private final Set<String> filled;

    /** @param filled the table columns that get a value; empty when only the feed's header can tell */
    WriteModeReader(Fields fields, Set<String> filled) {
        this.fields = fields;
        this.filled = filled;
    }

    Optional<WriteMode> mode() {
        return fields.required("mode", "write mode: insert, upsert, replace or sync")
                .flatMap(value -> value.oneOf(List.of(INSERT, UPSERT, REPLACE, SYNC)))
                .map(this::mode);
    }

    private WriteMode mode(String mode) {
        List<String> key = key();
        Duplicates duplicates = duplicates();
        refuseMeaningless(mode);
        return switch (mode) {
            case INSERT -> new WriteMode.Insert();
            case UPSERT -> {
                requireKey("an upsert");
                yield new WriteMode.Upsert(key, duplicates);
            }
            case REPLACE -> {
                requireKeyForDuplicates();
                yield new WriteMode.Replace(key, duplicates, maxVanish().orElse(null));
            }
            default -> {
                requireKey("a sync");
                yield new WriteMode.Sync(
                        key, duplicates, vanished(), maxVanish().orElse(WriteMode.Sync.DEFAULT_MAX_VANISH));
            }
        };
    }

    /** What is to become of bad rows. */
    BadRows badRows() {
        boolean reject = fields.get("onError")
                .flatMap(value -> value.oneOf(List.of("fail", "reject")))
                .filter("reject"::equals)
                .isPresent();
        Optional<Value> max = fields.get("maxRejects");
        if (!reject) {
            max.ifPresent(value -> value.refuse("has no meaning without onError: reject; add that or remove it"));
            return new BadRows.Fail();
        }
        return fields.required("maxRejects", "say how many bad rows may be left out, such as 100 or 1%")
                .flatMap(WriteModeReader::limit)
                .<BadRows>map(BadRows.Reject::new)
                .orElseGet(BadRows.Fail::new);
    }

    private void refuseMeaningless(String mode) {
        MEANT_FOR.forEach((name, modes) -> {
            if (!modes.contains(mode)) {
                fields.get(name).ifPresent(value -> value.refuse("has no meaning with mode: " + mode + "; remove it"));
            }
        });
    }

    private void requireKey(String who) {
        fields.required("key", who + " needs the table columns that tell rows apart");
    }

    private void requireKeyForDuplicates() {
        if (fields.get("duplicates").isPresent()) {
            fields.required("key", "duplicates are rows with the same key; name its table columns");
        }
    }

    private Duplicates duplicates() {
        return fields.get("duplicates")
                .flatMap(value -> value.oneOf(List.of("last", "first", "fail")))
                .map(word -> Duplicates.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Duplicates.LAST);
    }

    private Vanished vanished() {
        Optional<Value> value = fields.get("vanished");
        if (value.isEmpty() || value.get().isWord("delete")) {
            return new Vanished.Delete();
        }
        if (value.get().isScalar()) {
            value.get().refuse("must be delete or { mark: column }");
            return new Vanished.Delete();
        }
        return value.flatMap(given -> given.fields(List.of("mark")))
                .flatMap(
                        given -> given.required("mark", "name the table column that says that a row has left the feed"))
                .flatMap(this::mark)
                .orElseGet(Vanished.Delete::new);
    }

    private Optional<Vanished> mark(Value value) {
        return value.identifier()
                .flatMap(column -> filled.contains(column)
                        ? value.refuse("is " + column
                                + ", which columns, constants or computed fill; the mark needs a column of its own")
                        : Optional.of(new Vanished.Mark(column)));
    }

    private Optional<Limit> maxVanish() {
        return fields.get("maxVanish").flatMap(WriteModeReader::limit);
    }

    private static Optional<Limit> limit(Value value) {
        return value.literal().flatMap(text -> {
            Optional<Limit> limit = Limit.parse(text);
            return limit.isPresent()
                    ? limit
                    : value.refuse("must be a number of rows, such as 100, or a share, such as 2.5%, got: " + text);
        });
    }

    private List<String> key() {
        var key = new ArrayList<String>();
        for (Value value : fields.get("key").flatMap(Value::list).orElse(List.of())) {
            value.identifier().ifPresent(column -> {
                if (key.contains(column)) {
                    value.refuse("is there twice: " + column + "; remove one of the two");
                } else if (!filled.isEmpty() && !filled.contains(column)) {
                    value.refuse("is " + column
                            + ", which neither columns nor constants nor computed fill; add it to one of them");
                }
                key.add(column);
            });
        }
        return key;
    }
}
