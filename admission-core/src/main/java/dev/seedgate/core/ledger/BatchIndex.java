package dev.seedgate.core.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where each batch stands in line, for as long as one of its requests is unfinished. */
final class BatchIndex {
    private final Map<String, Standing> byBatch = new HashMap<>();

    private record Standing(LiveRequest.Place ofOne, int unfinished) {
        Standing plus(int more) {
            return new Standing(ofOne, unfinished + more);
        }
    }

    void add(LiveRequest live) {
        String batch = live.request().scheduling().batch();
        if (batch != null) {
            byBatch.merge(batch, new Standing(live.place(), 1), (before, one) -> before.plus(1));
        }
    }

    void remove(LiveRequest live) {
        String batch = live.request().scheduling().batch();
        if (batch != null) {
            byBatch.computeIfPresent(batch, (name, before) -> before.unfinished == 1 ? null : before.plus(-1));
        }
    }

    /** The place of one of a batch's requests, whose position all share; empty where none is unfinished. */
    Optional<LiveRequest.Place> placeOfOne(String batch) {
        return Optional.ofNullable(byBatch.get(batch)).map(Standing::ofOne);
    }
}
