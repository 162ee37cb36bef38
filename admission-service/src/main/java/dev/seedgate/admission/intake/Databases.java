package dev.seedgate.admission.intake;

import dev.seedgate.admission.config.SeedgateConfig;
import dev.seedgate.protocol.Checks;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which cluster a database is in. People name databases only, so a database's name means one place among all clusters. */
final class Databases {
    /** PostgreSQL's own limit for a name. */
    private static final int MAX_NAME = 63;

    private final Map<String, String> clusters;

    private Databases(Map<String, String> clusters) {
        this.clusters = clusters;
    }

    /** @throws IllegalArgumentException naming the property, when two clusters have a database of the same name */
    static Databases of(SeedgateConfig config) {
        Map<String, String> clusters = new TreeMap<>();
        new TreeMap<>(config.clusters())
                .forEach((cluster, settings) ->
                        settings.databases().keySet().forEach(database -> add(clusters, cluster, database)));
        return new Databases(clusters);
    }

    private static void add(Map<String, String> clusters, String cluster, String database) {
        String property = "seedgate.clusters." + cluster + ".databases." + database;
        Checks.text(property, database, MAX_NAME);
        String other = clusters.put(database, cluster);
        if (other != null) {
            throw new IllegalArgumentException(
                    property + " must have a name of its own, got one that cluster " + other + " has too");
        }
    }

    /** Known to be good: each database with its cluster. */
    static Databases of(Map<String, String> clusters) {
        return new Databases(new TreeMap<>(clusters));
    }

    Optional<String> cluster(String database) {
        return Optional.ofNullable(clusters.get(database));
    }

    SortedSet<String> names() {
        return new TreeSet<>(clusters.keySet());
    }

    SortedSet<String> clusters() {
        return new TreeSet<>(clusters.values());
    }
}
