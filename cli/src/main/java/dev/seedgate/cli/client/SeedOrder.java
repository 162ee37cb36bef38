package dev.seedgate.cli.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is posted to have a seed run; null leaves the choice to the definition or to the service. */
public record SeedOrder(
        String seed,
        @Nullable String database,
        @Nullable Integer connections,
        @Nullable Integer priority,
        @Nullable Map<String, String> parameters) {

    /** The same, with these where it says nothing itself. */
    public SeedOrder orElse(SeedOrder defaults) {
        return new SeedOrder(
                seed,
                database == null ? defaults.database : database,
                connections == null ? defaults.connections : connections,
                priority == null ? defaults.priority : priority,
                parameters == null ? defaults.parameters : parameters);
    }
}
