package dev.seedgate.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run needs to start.
 *
 * @param connections how many it cannot do without, 1 to {@value SeedDefinition#MAX_CONNECTIONS}
 * @param maxConnections how many it can use while nobody else needs them; null for no more than it needs
 * @param labels what its worker must have
 */
public record Needs(int connections, @Nullable Integer maxConnections, List<String> labels) {
    public Needs {
        labels = List.copyOf(labels);
    }

    /** As people write it: {@code 2}, or {@code 2..8}. */
    public String shownConnections() {
        return maxConnections == null ? Integer.toString(connections) : connections + ".." + maxConnections;
    }
}
