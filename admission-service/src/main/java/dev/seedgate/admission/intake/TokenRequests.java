package dev.seedgate.admission.intake;

import static dev.seedgate.admission.intake.FieldChecks.checked;
import static dev.seedgate.admission.intake.FieldChecks.refused;

import dev.seedgate.catalog.Durations;
import dev.seedgate.protocol.Checks;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what somebody posted who wants to hold a token into a request, or says why it can never be granted. */
final class TokenRequests {
    private static final Duration TIMEOUT = Duration.ofHours(1);
    private static final Duration MAX_TIMEOUT = Duration.ofDays(30);
    private static final Duration WAIT = Duration.ofMinutes(1);
    private static final Duration MAX_WAIT = Duration.ofHours(1);
    private static final String PURPOSE = "token";
    private static final int MAX_NAME = 100;
    private static final Pattern PASSWORD = Pattern.compile("[!-~]{16,128}");

    private final SeedRequests seeds;
    private final Supplier<String> newId;
    private final Supplier<Instant> clock;

    /**
     * For one installation.
     *
     * @param seeds knows the databases, and what their clusters can grant
     * @param newId makes an id that no other request has
     */
    TokenRequests(SeedRequests seeds, Supplier<String> newId, Supplier<Instant> clock) {
        this.seeds = seeds;
        this.newId = newId;
        this.clock = clock;
    }

    /**
     * Checks in the order in which a reader would.
     *
     * @param key the client's name for this post, from which its id follows; null when it has none
     * @param incarnation of the holder
     * @throws RefusedException naming the first field at fault
     */
    SeedRequest request(PostedToken posted, @Nullable String key, String incarnation) {
        String database = FieldChecks.required(posted.database(), "database");
        String cluster = seeds.cluster(database, "");
        PostedConnections connections = PostedConnections.required(posted.connections(), "connections");
        String purpose = text("purpose", posted.purpose(), PURPOSE);
        seeds.requireGrantable("a token for " + purpose, connections.min(), cluster, "connections");
        return SeedRequest.ofHolder(
                new WorkerId(text("holder", posted.holder(), purpose), incarnation),
                key == null ? newId.get() : RequestIds.ofToken(cluster, key).toString(),
                cluster,
                database,
                purpose,
                connections.min(),
                duration("timeout", posted.timeout(), TIMEOUT, MAX_TIMEOUT),
                scheduling(posted, connections),
                clock.get());
    }

    private static Scheduling scheduling(PostedToken posted, PostedConnections connections) {
        String key = posted.concurrencyKey();
        return new Scheduling(
                PostedScheduling.priority(posted.priority(), "priority"),
                PostedScheduling.tenant(posted.tenant(), "tenant"),
                null,
                key == null ? null : checked(() -> Checks.text("concurrencyKey", key, Scheduling.MAX_CONCURRENCY_KEY)),
                List.of(),
                null,
                null,
                connections.max(),
                List.of(),
                false);
    }

    /** How long whoever posted it waits. */
    static Duration waitFor(PostedToken posted) {
        return duration("waitFor", posted.waitFor(), WAIT, MAX_WAIT);
    }

    static @Nullable String password(PostedToken posted) {
        String password = posted.password();
        if (password != null && !PASSWORD.matcher(password).matches()) {
            throw refused("password", "password must be 16 to 128 printable ASCII characters without blanks");
        }
        return password;
    }

    private static String text(String field, @Nullable String value, String standard) {
        return checked(() -> Checks.text(field, Objects.requireNonNullElse(value, standard), MAX_NAME));
    }

    private static Duration duration(String field, @Nullable String text, Duration standard, Duration most) {
        if (text == null) {
            return standard;
        }
        return Durations.parse(text)
                .filter(duration -> duration.isPositive() && duration.compareTo(most) <= 0)
                .orElseThrow(() -> refused(
                        field,
                        field + " must be a positive duration of at most " + words(most)
                                + ", such as 10m or PT10M, got: '" + Excerpt.of(text) + "'"));
    }

    private static String words(Duration most) {
        return most.toDays() > 0 ? most.toDays() + " days" : most.toHours() + " h";
    }
}
