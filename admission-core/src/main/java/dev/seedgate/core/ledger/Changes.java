package dev.seedgate.core.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which entities differ from what was last taken. What came and went in between is no change at all. */
final class Changes {
    private final Map<EntityKey, Optional<Entity>> before = new LinkedHashMap<>();

    /** Only the first note of a key counts: later ones are steps in between. */
    void note(EntityKey key, Optional<Entity> wasBefore) {
        before.putIfAbsent(key, wasBefore);
    }

    Map<EntityKey, Optional<Entity>> take(Map<EntityKey, Entity> entities) {
        Map<EntityKey, Optional<Entity>> changes = new LinkedHashMap<>();
        before.forEach((key, was) -> {
            Optional<Entity> is = Optional.ofNullable(entities.get(key));
            if (!is.equals(was)) {
                changes.put(key, is);
            }
        });
        before.clear();
        return changes;
    }
}
