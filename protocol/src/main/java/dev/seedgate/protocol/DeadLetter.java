package dev.seedgate.protocol;

import java.time.Instant;

/**
 * A request that failed for good.
 *
 * @param attempts failed runs
 * @param interruptions runs that lost their worker
 * @param error why it is given up, for a person
 */
public record DeadLetter(
        String cluster, SeedRequest request, int attempts, int interruptions, String error, Instant at) {
    public DeadLetter {
        Checks.name("cluster", cluster, TokenTag.MAX_CLUSTER);
        Checks.present("request", request);
        Checks.present("error", error);
        Checks.present("at", at);
    }
}
