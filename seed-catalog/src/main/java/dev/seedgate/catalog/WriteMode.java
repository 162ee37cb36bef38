package dev.seedgate.catalog;

import java.util.List;

/** What becomes of a row whose key the table already has. */
public sealed interface WriteMode {
    /** The table's own constraints decide. */
    record Insert() implements WriteMode {}

    /**
     * The newer row wins; within a feed, the later one.
     *
     * @param key table columns that have a unique constraint together; at least one
     */
    record Upsert(List<String> key) implements WriteMode {
        public Upsert {
            key = List.copyOf(key);
        }
    }
}
