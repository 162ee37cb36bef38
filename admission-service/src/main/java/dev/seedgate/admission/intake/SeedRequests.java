package dev.seedgate.admission.intake;

import static dev.seedgate.admission.intake.FieldChecks.between;
import static dev.seedgate.admission.intake.FieldChecks.required;
import static dev.seedgate.admission.intake.RefusedException.Reason.INVALID_FIELD;
import static dev.seedgate.admission.intake.RefusedException.Reason.NEVER_GRANTABLE;
import static dev.seedgate.admission.intake.RefusedException.Reason.UNKNOWN_DATABASE;
import static dev.seedgate.admission.intake.RefusedException.Reason.UNKNOWN_SEED;

import dev.seedgate.catalog.Catalog;
import dev.seedgate.catalog.Durations;
import dev.seedgate.catalog.SeedDefinition;
import dev.seedgate.catalog.Suggestion;
import dev.seedgate.protocol.SeedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Turns a posted seed into a request, or says why it can never run. */
final class SeedRequests {
    private static final Duration MAX_TIMEOUT = Duration.ofDays(30);

    private final Supplier<Catalog> catalog;
    private final Databases databases;
    private final KnownLabels labels;
    private final Function<String, OptionalInt> largestPossible;

    /**
     * Looks the definitions up as they are at that moment.
     *
     * @param largestPossible what a cluster can grant at most; empty until PostgreSQL was seen
     */
    SeedRequests(Supplier<Catalog> catalog, Databases databases, Function<String, OptionalInt> largestPossible) {
        this.catalog = catalog;
        this.databases = databases;
        this.labels = new KnownLabels(catalog);
        this.largestPossible = largestPossible;
    }

    /** What a request is besides its content. */
    record Identity(
            UnaryOperator<String> idInCluster, @Nullable String batch, Instant acceptedAt) {}

    /**
     * Checks in the order in which a reader would: the seed, the database, the numbers, the parameters.
     *
     * @param path of the seed in the JSON, empty or ending in a dot, for messages
     * @throws RefusedException naming the first field at fault
     */
    SeedRequest request(PostedSeed posted, String path, Identity identity) {
        SeedDefinition definition = definition(posted, path);
        String database = required(posted.database(), path + "database");
        String cluster = cluster(database, path);
        PostedConnections connections = connections(posted, definition, cluster, path);
        SeedRequest request = new SeedRequest(
                identity.idInCluster().apply(cluster),
                cluster,
                database,
                definition.name(),
                connections.min(),
                between(
                        path + "maxAttempts",
                        posted.maxAttempts(),
                        SeedRequest.DEFAULT_ATTEMPTS,
                        1,
                        SeedRequest.MAX_ATTEMPTS),
                timeout(posted, definition, path),
                SeedParameters.checked(definition, posted.parameters(), path),
                PostedScheduling.of(posted, definition, path, identity)
                        .withMaxConnections(connections.max())
                        .withLabels(labels.of(posted.labels(), definition, path + "labels")),
                identity.acceptedAt());
        return (Boolean.TRUE.equals(posted.force()) ? request.forced() : request)
                .withDefinitionVersion(definition.definitionVersion());
    }

    /** An accepted request that is to run once more: with its definition as it is now, and without a deadline that has passed. */
    SeedRequest again(SeedRequest accepted, Instant now) {
        Instant deadline = accepted.scheduling().deadline();
        SeedRequest open = deadline == null || deadline.isAfter(now)
                ? accepted
                : accepted.with(accepted.scheduling().withDeadline(null));
        return catalog.get()
                .find(accepted.seed())
                .map(definition -> open.withDefinitionVersion(definition.definitionVersion()))
                .orElse(open);
    }

    private SeedDefinition definition(PostedSeed posted, String path) {
        String name = required(posted.seed(), path + "seed");
        Catalog now = catalog.get();
        return now.find(name)
                .orElseThrow(() -> new RefusedException(
                        UNKNOWN_SEED,
                        path + "seed",
                        "the catalog has no seed '" + Excerpt.of(name) + "'"
                                + Suggestion.forWord(Excerpt.of(name), now.names())));
    }

    /** @throws RefusedException naming the field, when no cluster has such a database */
    String cluster(String database, String path) {
        return databases
                .cluster(database)
                .orElseThrow(() -> new RefusedException(
                        UNKNOWN_DATABASE,
                        path + "database",
                        "no database is called '" + Excerpt.of(database) + "'; known are: "
                                + String.join(", ", databases.names())));
    }

    private PostedConnections connections(PostedSeed posted, SeedDefinition definition, String cluster, String path) {
        String field = path + "connections";
        PostedConnections asked = PostedConnections.of(posted.connections(), definition.needs(), field);
        requireGrantable("seed " + definition.name(), asked.min(), cluster, field);
        return asked;
    }

    /**
     * Says whether a cluster could grant so many.
     *
     * @param what needs them, for the message
     * @throws RefusedException naming the field, when it never can
     */
    void requireGrantable(String what, int connections, String cluster, String field) {
        OptionalInt largest = largestPossible.apply(cluster);
        if (largest.isPresent() && connections > largest.getAsInt()) {
            throw new RefusedException(
                    NEVER_GRANTABLE,
                    field,
                    what + " needs " + connections + " connections, but cluster " + cluster
                            + " can never grant more than " + Math.max(0, largest.getAsInt())
                            + " at a time; ask for fewer, or"
                            + " raise the server's max_connections or lower the reservations");
        }
    }

    private static Duration timeout(PostedSeed posted, SeedDefinition definition, String path) {
        String text = posted.timeout();
        if (text == null) {
            return definition.timeout();
        }
        return Durations.parse(text)
                .filter(timeout -> timeout.isPositive() && timeout.compareTo(MAX_TIMEOUT) <= 0)
                .orElseThrow(() -> new RefusedException(
                        INVALID_FIELD,
                        path + "timeout",
                        path + "timeout must be a positive duration of at most 30 days, such as 10m or PT10M, got: '"
                                + Excerpt.of(text) + "'"));
    }
}
