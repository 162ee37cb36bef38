package dev.seedgate.core.ledger;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The last retries of a request: one that is read again after the request has failed once more must not start it another time, also
 * when somebody has retried it by another meanwhile.
 *
 * @param acts the retries' own ids, the latest first
 * @param forgetAt when it is dropped
 */
public record RememberedRetry(String request, List<String> acts, Instant forgetAt) implements Entity {
    /** More than anybody does while a record is under way. */
    private static final int REMEMBERED = 16;

    public RememberedRetry {
        acts = List.copyOf(acts);
    }

    /** The first retry of a request. */
    public static RememberedRetry first(String request, String act, Instant forgetAt) {
        return new RememberedRetry(request, List.of(act), forgetAt);
    }

    /** One more. */
    public RememberedRetry with(String act, Instant until) {
        return new RememberedRetry(
                request,
                Stream.concat(Stream.of(act), acts.stream()).limit(REMEMBERED).toList(),
                until);
    }

    @Override
    public EntityKey key() {
        return EntityKey.retry(request);
    }
}
