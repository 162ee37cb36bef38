package dev.seedgate.worker.acquire;

import dev.seedgate.protocol.password.TokenPassword;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * One wait for a token.
 *
 * @param id names it to the ledger; never used again
 * @param password its own, so that a token which comes late cannot be opened with another bid's
 * @param answer completed once, never exceptionally
 */
record PendingBid(String id, TokenPassword password, CompletableFuture<Answer> answer) {
    static PendingBid create() {
        return new PendingBid(UUID.randomUUID().toString(), TokenPassword.random(), new CompletableFuture<>());
    }
}
