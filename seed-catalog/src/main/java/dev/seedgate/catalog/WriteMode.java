package dev.seedgate.catalog;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of the rows that the table has, and of those that come. */
public sealed interface WriteMode {
    /** Rows are added; the table's own constraints decide whether they may be. */
    record Insert() implements WriteMode {}

    /**
     * The newer row wins.
     *
     * @param key table columns that have a unique constraint together; at least one
     * @param duplicates what becomes of rows of the feed with the same key
     */
    record Upsert(List<String> key, Duplicates duplicates) implements WriteMode {
        public Upsert {
            key = List.copyOf(key);
        }
    }

    /**
     * Afterwards the table holds the feed's rows and no others.
     *
     * @param key table columns that tell the feed's rows apart; empty where none was given, and then every row goes in
     * @param maxVanish by how many rows the table may shrink; null where nothing was said: then by any number, but not to nothing,
     *     because an empty feed is one that failed to be made
     */
    record Replace(
            List<String> key,
            Duplicates duplicates,
            @Nullable Limit maxVanish) implements WriteMode {
        public Replace {
            key = List.copyOf(key);
        }
    }

    /**
     * An upsert after which the rows that the feed does not have any more are gone, or marked. Only rows that have the target's
     * constants are touched: they are the part of the table that the feed speaks of.
     *
     * @param key table columns that have a unique constraint together; at least one
     * @param vanished what becomes of rows that left the feed
     * @param maxVanish how many of the table's rows may vanish; more mean that the feed is broken
     */
    record Sync(List<String> key, Duplicates duplicates, Vanished vanished, Limit maxVanish) implements WriteMode {
        public static final Limit DEFAULT_MAX_VANISH = new Limit(BigDecimal.TEN, true);

        public Sync {
            key = List.copyOf(key);
        }
    }

    /** The columns that tell rows apart; empty where nothing goes by them. */
    default List<String> keyColumns() {
        return switch (this) {
            case Insert insert -> List.of();
            case Upsert upsert -> upsert.key();
            case Replace replace -> replace.key();
            case Sync sync -> sync.key();
        };
    }

    /** What becomes of rows of one feed with the same key, where there is a key. */
    default Duplicates whichOfDuplicates() {
        return switch (this) {
            case Insert insert -> Duplicates.LAST;
            case Upsert upsert -> upsert.duplicates();
            case Replace replace -> replace.duplicates();
            case Sync sync -> sync.duplicates();
        };
    }
}
