package dev.seedgate.protocol;

import org.jspecify.annotations.Nullable;

/**
 * An input record that the ledger could not read or decide. It is put aside and the loop goes on.
 *
 * @param topic where it lay, with {@code partition} and {@code offset}
 * @param timestamp the broker's, in milliseconds since 1970
 * @param key the record's, as text
 * @param value the record's, as text
 * @param error what was wrong with it, for a person
 */
public record UnreadableRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        @Nullable String key,
        @Nullable String value,
        String error) {
    public UnreadableRecord {
        Checks.present("topic", topic);
        Checks.present("error", error);
    }
}
