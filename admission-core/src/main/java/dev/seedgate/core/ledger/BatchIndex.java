package dev.seedgate.core.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Where each batch stands in line, for as long as one of its requests is unfinished. */
final class BatchIndex {
    private final Map<String, Standing> byBatch = new HashMap<>();

    private record Standing(long position, int unfinished) {}

    void add(LiveRequest live) {
        String batch = live.request().batch();
        if (batch != null) {
            byBatch.merge(
                    batch,
                    new Standing(live.place().position(), 1),
                    (before, one) -> new Standing(before.position, before.unfinished + 1));
        }
    }

    void remove(LiveRequest live) {
        String batch = live.request().batch();
        if (batch != null) {
            byBatch.computeIfPresent(
                    batch,
                    (name, before) ->
                            before.unfinished == 1 ? null : new Standing(before.position, before.unfinished - 1));
        }
    }

    /** The place in line that all requests of a batch share; empty where none is unfinished. */
    OptionalLong position(String batch) {
        Standing standing = byBatch.get(batch);
        return standing == null ? OptionalLong.empty() : OptionalLong.of(standing.position);
    }
}
