package dev.seedgate.core.ledger;

import dev.seedgate.protocol.WorkerId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A worker's free slot, waiting for a request; or somebody who waits for a token of their own, under the id of their request. It is
 * stored with its reply address, so that a standby can answer it.
 *
 * @param replyPartition where the worker listens; null for whoever waits for a token of their own and looks for it in the ledger
 * @param labels of the worker, sorted
 * @param verifier of the password that the worker will use where its token is a login role; null where it cannot use such a token
 * @param arrival its place in the order of arrival among bids; kept when it is renewed
 * @param expiresAt when it is dropped unless it is renewed
 */
public record Bid(
        String id,
        WorkerId worker,
        @Nullable Integer replyPartition,
        int maxConnections,
        List<String> labels,
        @Nullable String verifier,
        long arrival,
        Instant expiresAt)
        implements Entity {
    public Bid {
        labels = List.copyOf(labels);
    }

    @Override
    public EntityKey key() {
        return EntityKey.bid(id);
    }

    /** Whether it takes one request only: that of whoever waits for a token of their own. */
    public boolean isOfHolder() {
        return replyPartition == null;
    }

    /** The same bid, sent again. */
    public Bid renewed(Instant until) {
        return new Bid(id, worker, replyPartition, maxConnections, labels, verifier, arrival, until);
    }
}
