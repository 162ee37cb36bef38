package dev.seedgate.worker.acquire;

import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.worker.lease.ClaimWindow;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bids that wait. Whoever takes a bid out of here owns what becomes of it, so a grant is given to a slot or given back, never
 * both and never neither.
 */
@Singleton
final class PendingBids {
    private final Map<String, PendingBid> waiting = new HashMap<>();
    private boolean closed;

    /**
     * Lets the bid be answered. To be called before it is sent: the answer may be quicker than the caller.
     *
     * @return false once {@link #close} was called; the bid must not be sent then
     */
    synchronized boolean register(PendingBid bid) {
        if (!closed) {
            waiting.put(bid.id(), bid);
        }
        return !closed;
    }

    /** Returns false when nobody waits for this grant's bid. */
    boolean grant(Grant grant, ClaimWindow window) {
        PendingBid bid = remove(grant.bid());
        return bid != null && bid.answer().complete(new Answer.Granted(grant, window, bid.password()));
    }

    /** Does nothing when nobody waits for this bid. */
    void refuse(String id, String reason) {
        PendingBid bid = remove(id);
        if (bid != null) {
            bid.answer().complete(new Answer.Refused(reason));
        }
    }

    /** Answers all bids with {@link Answer.Withdrawn} and takes no more. */
    void close() {
        closeAndTakeAll().forEach(bid -> bid.answer().complete(new Answer.Withdrawn()));
    }

    private synchronized @Nullable PendingBid remove(String id) {
        return waiting.remove(id);
    }

    private synchronized List<PendingBid> closeAndTakeAll() {
        closed = true;
        List<PendingBid> all = List.copyOf(waiting.values());
        waiting.clear();
        return all;
    }
}
