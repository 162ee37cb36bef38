package dev.seedgate.admission.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be configured of an admission service, under {@code seedgate.}. Documented in {@code docs/CONFIGURATION.md}. */
@ConfigMapping(prefix = "seedgate")
public interface SeedgateConfig {
    /** Tells this installation's sessions from another's on the same server; a name of at most 16 characters. */
    @WithDefault("main")
    String installation();

    /** Put before every topic, group and transactional id. */
    @WithDefault("")
    Optional<String> topicPrefix();

    /** The consumer group in which the replicas agree on who decides; the same for all of them. Nothing is lost by another name. */
    @WithDefault("seedgate-admission")
    String group();

    /** After which silence of a replica another one takes over what it owns; within what the broker allows, 6 s at least by default. */
    @WithDefault("6s")
    Duration groupSessionTimeout();

    /** Partition count of all topics that are keyed by cluster; chosen once. */
    @WithDefault("4")
    int partitions();

    /** Partition count of {@code token.grants}: workers spread over them. */
    @WithDefault("8")
    int grantPartitions();

    /** How often the topics are kept on the broker. */
    @WithDefault("1")
    short replicationFactor();

    /** The folder with the seed definitions. */
    Path catalog();

    /** The PostgreSQL servers, by name. */
    Map<String, Cluster> clusters();

    /** Those in whose name seeds are posted and who count for more, or less, than others, by name. */
    Map<String, Tenant> tenants();

    /** Seeds that are posted by the clock, by name. */
    Map<String, Schedule> schedules();

    /** The plans of the PostgreSQL servers' provider, among which {@code seedctl plan} compares. */
    List<Plan> plans();

    /** After which what a tenant has used counts half. */
    @WithDefault("1h")
    Duration useHalfLife();

    Timing timing();

    Use use();

    /** One PostgreSQL server. */
    interface Cluster {
        /** How the agent connects: the server's own database, not a pooler. */
        Agent agent();

        /** The places on it that seeds write to, by name. */
        Map<String, Database> databases();

        /** The consumers that nobody gates; the first that matches a session has it. */
        List<ConsumerClass> classes();

        /** Slots that stay free for what grows between two looks. */
        @WithDefault("1")
        int headroom();

        /** Whether tokens are login roles. */
        @WithDefault("auto")
        EnforcementMode enforcement();
    }

    /** The database agent's one permanent connection. */
    interface Agent {
        String url();

        String username();

        Optional<String> password();
    }

    /** A place that seeds write to. The agent asks it whether a run that nobody reported took effect. */
    interface Database {
        /** For people. */
        @WithDefault("")
        Optional<String> description();

        /** The server's own database, not a pooler; without it nobody asks. */
        Optional<String> url();

        /** As the agent where absent. */
        Optional<String> username();

        /** As the agent's where absent. */
        Optional<String> password();

        /** The role that owns what seeds make, where tokens are login roles. */
        Optional<String> owner();
    }

    /** A consumer that nobody gates. A pattern may hold {@code *}; a class without any pattern only reserves. */
    interface ConsumerClass {
        String name();

        int reservation();

        Optional<String> applicationName();

        Optional<String> user();

        Optional<String> database();

        /** An address, a CIDR block, or {@code local} for unix sockets. */
        Optional<String> clientAddress();
    }

    /** Seeds that are posted together whenever it is time. */
    interface Schedule {
        /** Five fields: minute, hour, day of the month, month, day of the week. */
        String cron();

        /** In which the fields are meant. */
        @WithDefault("UTC")
        ZoneId zone();

        /** What becomes of a time at which no replica ran. */
        @WithDefault("skip")
        Missed missed();

        List<ScheduledSeed> seeds();

        /** What becomes of times that were missed. */
        enum Missed {
            /** Nothing. */
            SKIP,
            /** The last one of the last 24 hours is made up for. */
            RUN_ONCE
        }
    }

    /** A seed as it would be posted. */
    interface ScheduledSeed {
        String seed();

        String database();

        Optional<Integer> connections();

        /** A number, or a name. */
        Optional<String> priority();

        Optional<String> tenant();

        Optional<String> concurrencyKey();

        Optional<List<String>> after();

        Optional<Boolean> preemptible();

        Optional<Integer> maxAttempts();

        Optional<String> timeout();

        Map<String, String> parameters();
    }

    /** What a provider offers. */
    interface Plan {
        String name();

        /** The server's {@code max_connections} under it. */
        int maxConnections();

        /** A month. */
        BigDecimal price();
    }

    /** Somebody in whose name seeds are posted. */
    interface Tenant {
        /** Its share, as a multiple of that of somebody who is not configured. */
        @WithDefault("1")
        int weight();
    }

    /** When the use of a whole server is worth a warning, whoever uses it; in percent of {@code max_connections}. */
    interface Use {
        @WithDefault("70")
        int warn();

        /** Above {@link #warn}. */
        @WithDefault("85")
        int critical();
    }

    /** The ledger's times; see {@link dev.seedgate.core.Policy}. */
    interface Timing {
        @WithDefault("15s")
        Duration lease();

        @WithDefault("5s")
        Duration renewal();

        @WithDefault("7500ms")
        Duration suspectAfter();

        @WithDefault("5s")
        Duration claim();

        @WithDefault("5s")
        Duration drainGrace();

        @WithDefault("5s")
        Duration firstBackoff();

        @WithDefault("5m")
        Duration maxBackoff();

        @WithDefault("5")
        int maxInterruptions();
    }
}
