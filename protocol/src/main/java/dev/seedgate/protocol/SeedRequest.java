package dev.seedgate.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A seed that somebody wants to run, as it was accepted; or a token that somebody wants to hold.
 *
 * <p>A seed is run by any worker that has room for it. A token that somebody asks for themselves waits in the same line, under the same
 * rules, but nobody runs anything: its holder waits for it, does with it what it likes, and gives it back. Such a request has one run at
 * most, and ends with it, however that ends.
 *
 * @param id names the request for ever; derived from the idempotency key where the client sent one
 * @param cluster whose budget it needs
 * @param database the place in that cluster that the seed writes to
 * @param seed the definition's name in the catalog; of a token that is held without one, what its holder calls its work
 * @param connections how many connections one run needs
 * @param maxAttempts how many failed runs make it a dead letter
 * @param timeout after which a run is stopped and counts as failed
 * @param parameters for the definition's parameters, by name; sorted, so that the same request is always the same JSON
 * @param scheduling when it may start, and who goes before whom
 * @param acceptedAt when the API took it, by its own clock
 * @param force whether it runs also where nothing has changed since its seed last succeeded; null for no
 * @param definitionVersion the version of the definition that it was accepted with, and runs with; null for whichever there is
 * @param holder who waits for the token and will hold it; null for a seed, which any worker may run
 * @param traceparent where it belongs in a trace ({@link Traceparent}): the operation that posted it; null where nobody traced that
 */
public record SeedRequest(
        String id,
        String cluster,
        String database,
        String seed,
        int connections,
        int maxAttempts,
        Duration timeout,
        Map<String, String> parameters,
        Scheduling scheduling,
        Instant acceptedAt,
        @Nullable Boolean force,
        @Nullable String definitionVersion,
        @Nullable WorkerId holder,
        @Nullable String traceparent) {
    public static final int DEFAULT_ATTEMPTS = 3;
    public static final int MAX_ATTEMPTS = 100;
    /** No PostgreSQL has more: the upper bound of {@code max_connections} is 262 143. */
    public static final int MAX_CONNECTIONS = 262_143;

    public static final int MAX_DEFINITION_VERSION = 64;

    public SeedRequest {
        Checks.text("id", id, 64);
        Checks.name("cluster", cluster, TokenTag.MAX_CLUSTER);
        Checks.text("database", database, 63);
        Checks.text("seed", seed, 100);
        Checks.between("connections", 1, MAX_CONNECTIONS, connections);
        Checks.between("maxAttempts", 1, MAX_ATTEMPTS, maxAttempts);
        Checks.positive("timeout", timeout);
        parameters = Checks.map("parameters", parameters);
        Checks.present("scheduling", scheduling);
        Checks.present("acceptedAt", acceptedAt);
        if (definitionVersion != null) {
            Checks.text("definitionVersion", definitionVersion, MAX_DEFINITION_VERSION);
        }
        Traceparent.optional("traceparent", traceparent);
    }

    /** A request that runs with whichever version of its definition there is. */
    public SeedRequest(
            String id,
            String cluster,
            String database,
            String seed,
            int connections,
            int maxAttempts,
            Duration timeout,
            Map<String, String> parameters,
            Scheduling scheduling,
            Instant acceptedAt) {
        this(
                id,
                cluster,
                database,
                seed,
                connections,
                maxAttempts,
                timeout,
                parameters,
                scheduling,
                acceptedAt,
                null,
                null,
                null,
                null);
    }

    /** A request for a token that {@code holder} will hold itself, for at most {@code timeout}. */
    public static SeedRequest ofHolder(
            WorkerId holder,
            String id,
            String cluster,
            String database,
            String work,
            int connections,
            Duration timeout,
            Scheduling scheduling,
            Instant acceptedAt) {
        return new SeedRequest(
                id,
                cluster,
                database,
                work,
                connections,
                1,
                timeout,
                Map.of(),
                scheduling,
                acceptedAt,
                null,
                null,
                holder,
                null);
    }

    /** Whether it is for a token that somebody waits for and will hold themselves. */
    public boolean hasHolder() {
        return holder != null;
    }

    /** The same request, scheduled otherwise. */
    public SeedRequest with(Scheduling other) {
        return with(other, force, definitionVersion, traceparent);
    }

    /** The same request, with the version of its definition that it was accepted with. */
    public SeedRequest withDefinitionVersion(String version) {
        return with(scheduling, force, version, traceparent);
    }

    /** The same request, which runs also where nothing has changed. */
    public SeedRequest forced() {
        return with(scheduling, true, definitionVersion, traceparent);
    }

    /** The same request, as part of a trace; of none for null. */
    public SeedRequest tracedAs(@Nullable String parent) {
        return with(scheduling, force, definitionVersion, parent);
    }

    /** The same request with another number of connections. */
    public SeedRequest withConnections(int other) {
        return new SeedRequest(
                id,
                cluster,
                database,
                seed,
                other,
                maxAttempts,
                timeout,
                parameters,
                scheduling,
                acceptedAt,
                force,
                definitionVersion,
                holder,
                traceparent);
    }

    /** Who asks for what and when, without what is then done: parameters, version and trace. */
    public SeedRequest bare() {
        return new SeedRequest(
                id,
                cluster,
                database,
                seed,
                connections,
                maxAttempts,
                timeout,
                Map.of(),
                scheduling,
                acceptedAt,
                null,
                null,
                holder,
                null);
    }

    private SeedRequest with(
            Scheduling otherScheduling,
            @Nullable Boolean otherForce,
            @Nullable String otherVersion,
            @Nullable String otherTraceparent) {
        return new SeedRequest(
                id,
                cluster,
                database,
                seed,
                connections,
                maxAttempts,
                timeout,
                parameters,
                otherScheduling,
                acceptedAt,
                otherForce,
                otherVersion,
                holder,
                otherTraceparent);
    }
}
