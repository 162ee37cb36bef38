package dev.seedgate.admission.readmodel;

import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.SeedRequest;
import org.jspecify.annotations.Nullable;

/** A token with the request that it was granted for; null where that is no longer known. */
public record TokenSnapshot(
        String cluster, Token token, @Nullable SeedRequest request) {}
