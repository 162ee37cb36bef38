package dev.seedgate.worker.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can be configured of a seed worker, under {@code seedgate.}, as it is written. {@link WorkerSettings} is the checked form
 * that everything else uses.
 */
@ConfigMapping(prefix = "seedgate")
public interface WorkerConfig {
    /** Tells this installation's sessions from another's on the same server; the same as the admission service's. */
    @WithDefault("main")
    String installation();

    /** Put before every topic and group; the same as the admission service's. */
    Optional<String> topicPrefix();

    /** The folder with the seed definitions; the same files as the admission service's. */
    Path catalog();

    Worker worker();

    /** The PostgreSQL servers that this worker serves, by name. */
    Map<String, Cluster> clusters();

    /** This process. */
    interface Worker {
        /** Stable over restarts and different in every worker. Default: the host's name. */
        Optional<String> name();

        /** How many seeds it runs at a time, for each cluster. */
        @WithDefault("2")
        int slots();

        /** The largest request that it takes, in connections. */
        @WithDefault("100")
        int maxConnections();

        /** What it has and others may not, such as {@code big-disk}: seeds can ask for it. */
        Optional<List<String>> labels();

        /** How long running seeds may go on after SIGTERM. */
        @WithDefault("30s")
        Duration gracePeriod();

        /** How long before the end of its lease a run is stopped. */
        @WithDefault("2s")
        Duration leaseMargin();

        /** How long a run waits for its connection. */
        @WithDefault("10s")
        Duration acquisitionTimeout();

        /** How long closing waits for PostgreSQL to end a session. */
        @WithDefault("5s")
        Duration closeTimeout();
    }

    /** One PostgreSQL server. */
    interface Cluster {
        /** The places on it that seeds write to, by name. */
        Map<String, Database> databases();
    }

    /** A place that seeds write to, and how to connect to it. */
    interface Database {
        /** A JDBC URL: {@code jdbc:postgresql://host:port/database}. */
        String url();

        String username();

        Optional<String> password();
    }
}
