package dev.seedgate.core.ledger;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Which requests wait for which others to succeed. */
final class Dependants {
    private final Map<String, NavigableMap<Long, LiveRequest>> byPredecessor = new HashMap<>();

    void add(LiveRequest live) {
        if (live.phase() instanceof LiveRequest.Phase.Following following) {
            following
                    .predecessors()
                    .forEach(predecessor -> byPredecessor
                            .computeIfAbsent(predecessor, id -> new TreeMap<>())
                            .put(live.place().arrival(), live));
        }
    }

    void remove(LiveRequest live) {
        if (live.phase() instanceof LiveRequest.Phase.Following following) {
            following
                    .predecessors()
                    .forEach(predecessor -> byPredecessor.computeIfPresent(predecessor, (id, followers) -> {
                        followers.remove(live.place().arrival());
                        return followers.isEmpty() ? null : followers;
                    }));
        }
    }

    /** In the order of arrival. */
    Collection<LiveRequest> of(String predecessor) {
        NavigableMap<Long, LiveRequest> followers = byPredecessor.get(predecessor);
        return followers == null ? List.of() : Collections.unmodifiableCollection(followers.values());
    }
}
