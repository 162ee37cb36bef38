package dev.seedgate.worker.config;

import dev.seedgate.protocol.Checks;
import dev.seedgate.protocol.InvalidMessageException;
import dev.seedgate.protocol.Labels;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.TokenTag;
import dev.seedgate.protocol.TopicNames;
import dev.seedgate.protocol.WorkerId;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A worker's settings, checked.
 *
 * @param id this process; its incarnation is new with every start
 * @param slots runs at a time, for each cluster
 * @param maxConnections of the largest request it takes
 * @param labels what it has and others may not, sorted
 * @param clusters databases by name, by cluster
 */
public record WorkerSettings(
        String installation,
        TopicNames topics,
        Path catalog,
        WorkerId id,
        int slots,
        int maxConnections,
        List<String> labels,
        WorkerTiming timing,
        SortedMap<String, Map<String, DatabaseSettings>> clusters) {

    private static final int MAX_SLOTS = 1000;
    private static final int MAX_NAME = 100;

    public WorkerSettings {
        labels = List.copyOf(labels);
        clusters = Collections.unmodifiableSortedMap(new TreeMap<>(clusters));
    }

    /**
     * Checks a configuration.
     *
     * @param host names the worker where the configuration does not
     * @throws IllegalArgumentException naming the property at fault
     */
    public static WorkerSettings of(WorkerConfig config, String host, String incarnation) {
        WorkerConfig.Worker worker = config.worker();
        return new WorkerSettings(
                name("seedgate.installation", config.installation(), TokenTag.MAX_INSTALLATION),
                new TopicNames(config.topicPrefix().orElse("")),
                config.catalog(),
                new WorkerId(workerName(worker.name().orElse(host)), incarnation),
                between("seedgate.worker.slots", worker.slots(), MAX_SLOTS),
                between("seedgate.worker.max-connections", worker.maxConnections(), SeedRequest.MAX_CONNECTIONS),
                labels(worker.labels().orElse(List.of())),
                WorkerTiming.of(worker),
                clusters(config.clusters()));
    }

    public Optional<DatabaseSettings> database(String cluster, String database) {
        return Optional.ofNullable(clusters.get(cluster)).map(databases -> databases.get(database));
    }

    private static SortedMap<String, Map<String, DatabaseSettings>> clusters(Map<String, WorkerConfig.Cluster> config) {
        if (config.isEmpty()) {
            throw new InvalidSettingException(
                    "seedgate.clusters", "must name at least one cluster with a database to seed", "none");
        }
        var clusters = new TreeMap<String, Map<String, DatabaseSettings>>();
        config.forEach((cluster, settings) -> {
            name("seedgate.clusters.<name>", cluster, TokenTag.MAX_CLUSTER);
            clusters.put(cluster, databases("seedgate.clusters." + cluster + ".databases", settings.databases()));
        });
        return clusters;
    }

    private static Map<String, DatabaseSettings> databases(String property, Map<String, WorkerConfig.Database> config) {
        if (config.isEmpty()) {
            throw new InvalidSettingException(property, "must name at least one database", "none");
        }
        var databases = new TreeMap<String, DatabaseSettings>();
        config.forEach((database, settings) ->
                databases.put(database, DatabaseSettings.of(property + "." + database, settings)));
        return Collections.unmodifiableMap(databases);
    }

    private static String workerName(String name) {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new InvalidSettingException(
                    "seedgate.worker.name", "must be 1 to " + MAX_NAME + " characters long", "'" + name + "'");
        }
        return name;
    }

    private static List<String> labels(List<String> labels) {
        try {
            return Labels.checked("seedgate.worker.labels", labels);
        } catch (InvalidMessageException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static String name(String property, String value, int maxLength) {
        try {
            return Checks.name(property, value, maxLength);
        } catch (InvalidMessageException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static int between(String property, int value, int max) {
        if (value < 1 || value > max) {
            throw new InvalidSettingException(property, "must be between 1 and " + max, value);
        }
        return value;
    }
}
