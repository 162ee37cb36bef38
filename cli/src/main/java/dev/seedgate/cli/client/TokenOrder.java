package dev.seedgate.cli.client;

import org.jspecify.annotations.Nullable;

/** What is posted to take a token; null leaves the choice to the service. */
public record TokenOrder(
        String database,
        int connections,
        String holder,
        String purpose,
        @Nullable Integer priority,
        @Nullable String tenant,
        @Nullable String concurrencyKey,
        @Nullable String timeout,
        String waitFor) {
    /** The same, waiting so long. */
    public TokenOrder waitingFor(String time) {
        return new TokenOrder(database, connections, holder, purpose, priority, tenant, concurrencyKey, timeout, time);
    }
}
