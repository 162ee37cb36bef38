package dev.seedgate.cli.client;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is posted to have a seed run; null leaves the choice to the definition or to the service. */
public record SeedOrder(
        String seed,
        @Nullable String database,
        @Nullable ConnectionRange connections,

        @JsonDeserialize(using = PriorityReader.class) @Nullable Integer priority,

        @Nullable String tenant,
        @Nullable String concurrencyKey,
        @Nullable List<String> after,
        @Nullable String notBefore,
        @Nullable String deadline,
        @Nullable List<String> labels,
        @Nullable Boolean preemptible,
        @Nullable Boolean force,
        @Nullable Map<String, String> parameters) {

    /** A seed of which nothing more is said. */
    public static SeedOrder of(String seed, @Nullable String database, @Nullable ConnectionRange connections) {
        return new SeedOrder(seed, database, connections, null, null, null, null, null, null, null, null, null, null);
    }

    /** The same, with these where it says nothing itself. */
    public SeedOrder orElse(SeedOrder defaults) {
        return new SeedOrder(
                seed,
                database == null ? defaults.database : database,
                connections == null ? defaults.connections : connections,
                priority == null ? defaults.priority : priority,
                tenant == null ? defaults.tenant : tenant,
                concurrencyKey == null ? defaults.concurrencyKey : concurrencyKey,
                after == null ? defaults.afterOthersThan(seed) : after,
                notBefore == null ? defaults.notBefore : notBefore,
                deadline == null ? defaults.deadline : deadline,
                labels == null ? defaults.labels : labels,
                preemptible == null ? defaults.preemptible : preemptible,
                force == null ? defaults.force : force,
                parameters == null ? defaults.parameters : parameters);
    }

    /** A default for many; those that it names cannot follow themselves. */
    private @Nullable List<String> afterOthersThan(String name) {
        return after == null || after.contains(name) ? null : after;
    }
}
