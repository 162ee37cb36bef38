package dev.seedgate.worker.acquire;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The bids that wait. Whoever takes a bid out of here owns what becomes of it, so a grant is given to a slot or given back, never
 * both and never neither.
 */
@Singleton
final class PendingBids {
    private final Map<String, CompletableFuture<Answer>> waiting = new HashMap<>();
    private boolean closed;

    /**
     * What will be answered to a bid. To be called before the bid is sent: the answer may be quicker than the caller.
     *
     * @return nothing once {@link #close} was called; the bid must not be sent then
     */
    synchronized Optional<CompletableFuture<Answer>> register(String bid) {
        if (closed) {
            return Optional.empty();
        }
        var answer = new CompletableFuture<Answer>();
        waiting.put(bid, answer);
        return Optional.of(answer);
    }

    /** Returns false when nobody waits for this bid. */
    boolean answer(String bid, Answer answer) {
        @Nullable CompletableFuture<Answer> waiter = remove(bid);
        return waiter != null && waiter.complete(answer);
    }

    /** Answers all bids with {@link Answer.Withdrawn} and takes no more. */
    void close() {
        closeAndTakeAll().forEach(waiter -> waiter.complete(new Answer.Withdrawn()));
    }

    private synchronized @Nullable CompletableFuture<Answer> remove(String bid) {
        return waiting.remove(bid);
    }

    private synchronized List<CompletableFuture<Answer>> closeAndTakeAll() {
        closed = true;
        List<CompletableFuture<Answer>> all = List.copyOf(waiting.values());
        waiting.clear();
        return all;
    }
}
