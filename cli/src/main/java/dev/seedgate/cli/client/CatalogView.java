package dev.seedgate.cli.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The seeds that the service takes.
 *
 * @param refused what is wrong with the catalog's folder as it is now; null while nothing is
 */
public record CatalogView(List<Definition> seeds, @Nullable String refused) {

    /**
     * One seed.
     *
     * @param maxConnections that it can use while nobody else needs them; null for no more than it needs
     * @param timeout how long a run may take
     */
    public record Definition(
            String name,
            String description,
            String definitionVersion,
            int connections,
            @Nullable Integer maxConnections,
            List<String> labels,
            Duration timeout,
            @Nullable String concurrencyKey,
            List<ParameterView> parameters) {}

    /**
     * A value that a request may give.
     *
     * @param defaultValue null where the request must give it
     */
    public record ParameterView(
            String name,
            String type,
            @JsonProperty("default") @Nullable String defaultValue,
            String description) {}
}
