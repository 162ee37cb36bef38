package dev.seedgate.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last versions of every seed that were seen, as definitions: their SQL is in memory, their feeds are read when they run. At most
 * {@value #KEPT} of a seed, so that what is kept is bounded by what people write.
 */
final class SeenDefinitions {
    static final int KEPT = 10;

    private final Map<String, Map<String, SeedDefinition>> bySeed = new ConcurrentHashMap<>();

    void add(Catalog catalog) {
        for (String name : catalog.names()) {
            catalog.find(name)
                    .ifPresent(seed ->
                            bySeed.compute(name, (same, known) -> with(seed, known == null ? Map.of() : known)));
        }
    }

    Optional<SeedDefinition> find(String seed, String definitionVersion) {
        return Optional.ofNullable(bySeed.getOrDefault(seed, Map.of()).get(definitionVersion));
    }

    /** The newest last, also where it is an old one that came back. */
    private static Map<String, SeedDefinition> with(SeedDefinition seed, Map<String, SeedDefinition> known) {
        var versions = new LinkedHashMap<>(known);
        versions.remove(seed.definitionVersion());
        versions.put(seed.definitionVersion(), seed);
        if (versions.size() > KEPT) {
            versions.remove(versions.keySet().iterator().next());
        }
        return versions;
    }
}
