package dev.seedgate.core.ledger;

import java.time.Instant;

/**
 * A cancel of a request that the ledger does not know, or not yet: topics are not ordered among each other, so the cancel may be
 * read before the request that it cancels.
 *
 * @param forgetAt when it is dropped
 */
public record RememberedCancel(String request, Instant forgetAt) implements Entity {
    @Override
    public EntityKey key() {
        return EntityKey.cancel(request);
    }
}
