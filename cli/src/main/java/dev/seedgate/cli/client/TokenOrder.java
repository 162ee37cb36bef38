package dev.seedgate.cli.client;

import org.jspecify.annotations.Nullable;

/**
 * What is posted to take a token; null leaves the choice to the service.
 *
 * @param keepPlace false where the place in line is not needed any more when the wait is over
 */
public record TokenOrder(
        String database,
        ConnectionRange connections,
        String holder,
        String purpose,
        @Nullable Integer priority,
        @Nullable String tenant,
        @Nullable String concurrencyKey,
        @Nullable String timeout,
        String waitFor,
        @Nullable Boolean keepPlace) {
    /** The same, waiting so long, and then asking again or not. */
    public TokenOrder waitingFor(String time, boolean last) {
        return new TokenOrder(
                database,
                connections,
                holder,
                purpose,
                priority,
                tenant,
                concurrencyKey,
                timeout,
                time,
                last ? false : null);
    }
}
