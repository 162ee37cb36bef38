package dev.seedgate.core.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** When something happens to an entity by the passing of time alone; at most one moment for each. */
final class Deadlines {
    private record Deadline(Instant at, EntityKey key) {}

    private final Map<EntityKey, Instant> byKey = new HashMap<>();
    private final NavigableSet<Deadline> byTime = new TreeSet<>(Comparator.comparing(Deadline::at)
            .thenComparing(deadline -> deadline.key().kind())
            .thenComparing(deadline -> deadline.key().id()));

    /** Replaces the entity's moment; null where time does nothing to it. */
    void set(EntityKey key, @Nullable Instant at) {
        Instant before = at == null ? byKey.remove(key) : byKey.put(key, at);
        if (before != null && !before.equals(at)) {
            byTime.remove(new Deadline(before, key));
        }
        if (at != null && !at.equals(before)) {
            byTime.add(new Deadline(at, key));
        }
    }

    Optional<Instant> next() {
        return byTime.isEmpty() ? Optional.empty() : Optional.of(byTime.first().at());
    }

    /** Whose moment has come, the earliest first. */
    List<EntityKey> due(Instant now, int limit) {
        return byTime.stream()
                .takeWhile(deadline -> !deadline.at().isAfter(now))
                .limit(limit)
                .map(Deadline::key)
                .toList();
    }
}
