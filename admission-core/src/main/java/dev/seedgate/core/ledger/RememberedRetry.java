package dev.seedgate.core.ledger;

import java.time.Instant;

/**
 * The last retry of a request: the same one, read again after the request has failed once more, must not start it a third time.
 *
 * @param act the retry's own id
 * @param forgetAt when it is dropped
 */
public record RememberedRetry(String request, String act, Instant forgetAt) implements Entity {
    @Override
    public EntityKey key() {
        return EntityKey.retry(request);
    }
}
