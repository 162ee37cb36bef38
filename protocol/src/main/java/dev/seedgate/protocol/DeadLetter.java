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
        String cluster, SeedRequest request, int attempts, int interruptions, String error, Instant at) {}
