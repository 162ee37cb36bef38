package dev.seedgate.protocol;

/**
 * A token given back.
 *
 * @param disconnected true only when the holder has read to end-of-file on every socket that it ever opened under the token, so
 *     that the backends are gone; the slots are then free at once. Otherwise they are free when PostgreSQL shows none.
 */
public record TokenRelease(String cluster, String token, WorkerId worker, boolean disconnected, SeedOutcome outcome) {
    public TokenRelease {
        Checks.name("cluster", cluster, TokenTag.MAX_CLUSTER);
        Checks.text("token", token, 64);
        Checks.present("worker", worker);
        Checks.present("outcome", outcome);
    }
}
