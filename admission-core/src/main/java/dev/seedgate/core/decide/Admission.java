package dev.seedgate.core.decide;

import dev.seedgate.core.event.LedgerEvent.TokenGranted;
import dev.seedgate.core.ledger.Bid;
import dev.seedgate.core.ledger.Budget;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.ServerView;
import dev.seedgate.core.ledger.SizedQueue;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.ledger.TokenTerms;
import dev.seedgate.protocol.Enforcement;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.TokenTag;
import java.time.Instant;
import java.util.Optional;

/**
 * Matches what waits with what is free. Requests go in the order of the queue, each to the bid that has waited longest among
 * those that are large enough.
 *
 * <p>The first request for which the budget has no room stops everything behind it, so that small ones cannot starve it. Passed
 * over are only those that could not start however long the others waited: larger than the budget can be even when everybody
 * keeps to what is reserved, or larger than any worker that waits takes.
 */
final class Admission {
    private final Draft draft;
    private final int largestPossible;
    private final Enforcement enforcement;
    private final SizedQueue<LiveRequest>.Walk queue;
    private final SizedQueue<Bid>.Walk bids;
    private int free;
    private long fence;

    private Admission(Draft draft, ServerView server) {
        this.draft = draft;
        this.largestPossible = server.budget().largestPossible();
        this.enforcement = server.enforcement();
        this.queue = draft.ledger().queue().walk();
        this.bids = draft.ledger().waitingBids().walk();
        this.free = draft.ledger().figures().free();
        this.fence = draft.ledger().state().fence();
    }

    static Decision admit(Draft draft) {
        ClusterState state = draft.ledger().state();
        ServerView server = state.server();
        if (server != null && state.unreachable() == null && state.hold() == null && isFresh(server.budget(), draft)) {
            new Admission(draft, server).grantWhatFits();
        }
        return draft.decision();
    }

    /** Nothing is granted on a budget that was seen too long ago: others may have come since. */
    private static boolean isFresh(Budget budget, Draft draft) {
        return !draft.now().isAfter(budget.observedAt().plus(draft.policy().observationWindow()));
    }

    private void grantWhatFits() {
        Optional<LiveRequest> next = firstRunnable();
        while (next.isPresent() && next.get().request().connections() <= free) {
            grant(next.get());
            next = firstRunnable();
        }
    }

    private Optional<LiveRequest> firstRunnable() {
        int largestBid = bids.largest().orElse(0);
        return queue.firstUpTo(Math.min(largestPossible, largestBid));
    }

    private void grant(LiveRequest request) {
        int connections = request.request().connections();
        Bid bid = bids.firstFrom(connections).orElseThrow();
        queue.take(request);
        bids.take(bid);
        free -= connections;
        fence++;
        TokenTerms terms = terms(request, bid);
        Instant claimBy = draft.now().plus(draft.policy().claim());
        LiveRequest running = request.in(
                LiveRequest.Phase.Running.started(terms.id(), bid.worker().name(), draft.now()));
        draft.add(new TokenGranted(new Token.Granted(terms, claimBy), running, bid));
        draft.reply(bid.replyPartition(), reply(terms, running));
    }

    private TokenTerms terms(LiveRequest request, Bid bid) {
        return new TokenTerms(
                TokenTag.tokenId(draft.ledger().cluster(), fence),
                fence,
                request.id(),
                bid.id(),
                bid.worker(),
                bid.replyPartition(),
                request.request().connections(),
                request.request().database(),
                enforcement == Enforcement.ROLE ? bid.verifier() : null,
                draft.now());
    }

    private Reply.Grant reply(TokenTerms terms, LiveRequest request) {
        return new Reply.Grant(
                draft.ledger().cluster(),
                terms.holder(),
                terms.bid(),
                terms.id(),
                terms.fence(),
                terms.connections(),
                request.attempt(),
                draft.policy().lease(),
                draft.policy().renewal(),
                draft.policy().claim(),
                terms.enforcement(),
                request.request());
    }
}
