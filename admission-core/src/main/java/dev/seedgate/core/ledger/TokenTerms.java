package dev.seedgate.core.ledger;

import dev.seedgate.protocol.Enforcement;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a token is, as it was granted; nothing but its size ever changes.
 *
 * @param id {@code <cluster>-<fence>}
 * @param fence of the cluster, unique to this token
 * @param request that it was granted for
 * @param bid that it was granted to; the same bid sent again while the token is charged is not another wait
 * @param offer what its holder's slot takes
 * @param holder the worker's incarnation that it was granted to
 * @param replyPartition where the holder listens; null where it was asked for by its holder, who looks for it in the ledger
 * @param size what it is worth now
 * @param database the place in the cluster that the request writes to
 * @param verifier of the login role's password where the token is enforced as one; null where its sessions bear its tag only
 * @param grantedAt the ledger's time
 * @param traceparent of the request, null where nobody traced it; kept here too because a token may be charged for longer than its
 *     request is known
 */
public record TokenTerms(
        String id,
        long fence,
        String request,
        String bid,
        Offer offer,
        WorkerId holder,
        @Nullable Integer replyPartition,
        Size size,
        String database,
        @Nullable String verifier,
        Instant grantedAt,
        @Nullable String traceparent) {
    /** Whether whoever asked for it holds it, and no worker. */
    public boolean isHeldByItsOwner() {
        return replyPartition == null;
    }

    /** What it is worth, and what it is charged. */
    public int connections() {
        return size.connections();
    }

    /** The same token, its size having begun later. */
    TokenTerms postponed(Duration by) {
        return sized(size.postponed(by));
    }

    /** The same token, worth more or less. */
    public TokenTerms sized(Size other) {
        return new TokenTerms(
                id,
                fence,
                request,
                bid,
                offer,
                holder,
                replyPartition,
                other,
                database,
                verifier,
                grantedAt,
                traceparent);
    }

    /** How it is enforced, all its life. */
    public Enforcement enforcement() {
        return verifier == null ? Enforcement.TAG : Enforcement.ROLE;
    }
}
