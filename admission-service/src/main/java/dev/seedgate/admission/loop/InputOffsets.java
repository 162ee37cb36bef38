package dev.seedgate.admission.loop;

import java.util.HashMap;
import java.util.Map;

/**
 * Up to where a partition's inputs have been decided, as {@code admission.ledger} has it: in the same transaction and the same log as
 * what was decided, so that the two cannot part. The group's committed offsets can: the broker forgets those of a group without
 * members after a week ({@code offsets.retention.minutes}), and everything would be decided once more.
 *
 * @param next the offset of the first record that was not decided, for each topic by its full name
 */
record InputOffsets(Map<String, Long> next) {
    /** On the partition that it speaks of. No cluster can be called this, so it never meets an entity's key. */
    static final String KEY = "/inputs";

    /** Of a ledger that has decided nothing yet. */
    static final InputOffsets NONE = new InputOffsets(Map.of());

    InputOffsets {
        next = Map.copyOf(next);
    }

    /** Those that have moved; the first of all where none has. */
    InputOffsets movedSince(InputOffsets earlier) {
        Map<String, Long> moved = new HashMap<>(next);
        moved.entrySet().removeAll(earlier.next.entrySet());
        if (moved.isEmpty()) {
            next.entrySet().stream()
                    .min(Map.Entry.comparingByKey())
                    .ifPresent(first -> moved.put(first.getKey(), first.getValue()));
        }
        return new InputOffsets(moved);
    }
}
