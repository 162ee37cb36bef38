package dev.seedgate.core.decide;

import dev.seedgate.core.event.LedgerEvent.BidClosed;
import dev.seedgate.core.event.LedgerEvent.BidOpened;
import dev.seedgate.core.event.LedgerEvent.BidRenewed;
import dev.seedgate.core.ledger.Bid;
import dev.seedgate.core.ledger.ServerView;
import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.Enforcement;
import dev.seedgate.protocol.Reply;
import java.time.Instant;
import java.util.Optional;

/**
 * Workers wait for requests, and stop waiting.
 *
 * <p>A bid that was sent again while its grant was on the way is recognised by the token that it was granted. Releases travel on a
 * topic of their own, so it may also be read after that token was released; then it looks like a new wait, and at worst a request
 * is granted to a worker that gives it back at once. To remember every bid ever granted would cost a record a grant to save that.
 */
final class Bids {
    private static final String NO_VERIFIER =
            "the cluster's tokens are login roles, and the bid bears no verifier; is the worker older than the admission"
                    + " service?";

    private Bids() {}

    static Decision open(BidMessage.Acquire acquire, Draft draft) {
        if (Workers.isSuperseded(acquire.worker(), draft)) {
            refuse(acquire, "a newer process runs as worker " + acquire.worker().name(), draft);
            return draft.rejected(Rejection.SUPERSEDED_WORKER);
        }
        Optional<Bid> known = draft.ledger().bid(acquire.bid());
        if (known.isPresent()
                && !known.get().worker().name().equals(acquire.worker().name())) {
            refuse(acquire, "another worker waits under this bid's id", draft);
            return draft.rejected(Rejection.NOT_THE_HOLDER);
        }
        if (acquire.verifier() == null && needsLogin(draft)) {
            refuse(acquire, NO_VERIFIER, draft);
            return draft.rejected(Rejection.NO_VERIFIER);
        }
        Workers.meet(acquire.worker(), draft);
        if (draft.ledger().tokenGrantedTo(acquire.bid()).isEmpty()) {
            wait(acquire, known, draft);
        }
        return draft.decision();
    }

    /** A known bid of an earlier incarnation was closed when its worker was met as a new one. */
    private static void wait(BidMessage.Acquire acquire, Optional<Bid> known, Draft draft) {
        Instant expiresAt = draft.now().plus(acquire.timeToLive());
        if (known.isPresent() && known.get().worker().equals(acquire.worker())) {
            draft.add(new BidRenewed(known.get().renewed(expiresAt)));
        } else {
            draft.add(new BidOpened(new Bid(
                    acquire.bid(),
                    acquire.worker(),
                    acquire.replyPartition(),
                    acquire.maxConnections(),
                    acquire.labels(),
                    acquire.verifier(),
                    draft.nextRevision(),
                    expiresAt)));
        }
    }

    static Decision withdraw(BidMessage.Withdraw withdraw, Draft draft) {
        Optional<Bid> bid =
                draft.ledger().bid(withdraw.bid()).filter(open -> open.worker().equals(withdraw.worker()));
        if (bid.isEmpty()) {
            return draft.rejected(Rejection.UNKNOWN_BID);
        }
        draft.add(new BidClosed(bid.get(), "its worker withdrew it"));
        return draft.decision();
    }

    /** Tokens of this cluster are login roles from now on: those who cannot use one wait in vain. */
    static void closeWithoutVerifier(Draft draft) {
        for (Bid bid : draft.ledger().bids()) {
            if (bid.verifier() == null) {
                draft.add(new BidClosed(bid, NO_VERIFIER));
                draft.reply(
                        bid.replyPartition(),
                        new Reply.Refusal(draft.ledger().cluster(), bid.worker(), bid.id(), NO_VERIFIER));
            }
        }
    }

    private static boolean needsLogin(Draft draft) {
        ServerView server = draft.ledger().state().server();
        return server != null && server.enforcement() == Enforcement.ROLE;
    }

    private static void refuse(BidMessage.Acquire acquire, String reason, Draft draft) {
        draft.reply(
                acquire.replyPartition(),
                new Reply.Refusal(draft.ledger().cluster(), acquire.worker(), acquire.bid(), reason));
    }
}
