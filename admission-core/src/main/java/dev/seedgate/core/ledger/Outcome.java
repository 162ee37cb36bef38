package dev.seedgate.core.ledger;

import dev.seedgate.protocol.SeedState;
import java.time.Instant;

/**
 * How a request ended, kept for a while after it left the ledger, so that the same request posted again, or a late command, finds
 * it instead of starting anew.
 *
 * @param state a final one
 * @param forgetAt when it is dropped
 */
public record Outcome(String request, SeedState state, Instant forgetAt) implements Entity {
    @Override
    public EntityKey key() {
        return EntityKey.outcome(request);
    }
}
