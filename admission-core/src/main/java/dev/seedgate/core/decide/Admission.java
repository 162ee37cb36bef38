package dev.seedgate.core.decide;

import dev.seedgate.core.decide.Reservation.Return;
import dev.seedgate.core.event.LedgerEvent.StartPromised;
import dev.seedgate.core.event.LedgerEvent.TokenGranted;
import dev.seedgate.core.ledger.Bid;
import dev.seedgate.core.ledger.Budget;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.ledger.Ledger;
import dev.seedgate.core.ledger.Lines;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.ledger.Offer;
import dev.seedgate.core.ledger.ServerView;
import dev.seedgate.core.ledger.Shape;
import dev.seedgate.core.ledger.Size;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.ledger.TokenTerms;
import dev.seedgate.protocol.Enforcement;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.TokenTag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Matches what waits with what is free: each request whose turn it is, to the bid that has waited longest among the plainest of those
 * that take it.
 *
 * <p>The first that does not fit keeps those behind it waiting, but for those who do not make it start later: connections that it
 * will leave over, or that come back before it can start, need not lie idle. What it is promised then is kept: once it ought to have
 * started, nobody overtakes it any more. So it waits for runs that had begun before that moment, and no run takes longer than its
 * timeout.
 *
 * <p>Passed over without any promise are only those that could not start however long the others waited: larger than the budget is
 * now, or larger than any worker that waits takes.
 */
final class Admission {
    private final Draft draft;
    private final int budget;
    private final Enforcement enforcement;
    private final FairShare turns;
    private final Lines<Offer, Bid>.Walk bids;
    private final List<Return> returns = new ArrayList<>();
    private int free;
    private long fence;

    private Admission(Draft draft, ServerView server) {
        this.draft = draft;
        this.budget = server.budget().seedBudget();
        this.enforcement = server.enforcement();
        this.turns = new FairShare(draft);
        this.bids = draft.ledger().waitingBids().walk();
        this.free = draft.ledger().figures().free();
        this.fence = draft.ledger().state().fence();
    }

    static Decision admit(Draft draft) {
        Ledger ledger = draft.ledger();
        ServerView server = ledger.state().server();
        if (server != null && isOpen(ledger.state(), server.budget(), draft)) {
            if (!ledger.bids().isEmpty()) {
                new Admission(draft, server).grantWhatFits();
            }
            if (!ledger.anyWaits()) {
                Sizing.share(ledger.figures().free(), draft);
            }
        }
        return draft.decision();
    }

    /** Whose turn it is among those that could start as soon as enough connections were free. */
    static Optional<LiveRequest> next(Draft draft) {
        ServerView server = draft.ledger().state().server();
        if (server == null) {
            return Optional.empty();
        }
        var admission = new Admission(draft, server);
        return admission.turns.next(admission::couldStart);
    }

    /** Nothing is granted on a budget that was seen too long ago: others may have come since. */
    private static boolean isOpen(ClusterState state, Budget budget, Draft draft) {
        return state.unreachable() == null
                && state.hold() == null
                && !draft.now().isAfter(budget.observedAt().plus(draft.policy().observationWindow()));
    }

    private void grantWhatFits() {
        Optional<LiveRequest> next = turns.next(this::couldStart);
        while (next.isPresent() && next.get().request().connections() <= free) {
            turns.granted(next.get());
            grant(next.get(), false);
            next = turns.next(this::couldStart);
        }
        next.ifPresent(this::doesNotFit);
    }

    private boolean couldStart(Shape shape) {
        return shape.connections() <= budget && hasBid(shape);
    }

    private boolean hasBid(Shape shape) {
        return shape.bringsBid() || workersBid(shape).isPresent();
    }

    private Optional<Bid> workersBid(Shape shape) {
        return bids.first(offer -> offer.takes(shape));
    }

    /** Takes the bid under which a request may be granted; empty where it lacks a worker. */
    private Optional<Bid> takeBid(LiveRequest request) {
        if (request.request().hasHolder()) {
            return draft.ledger().bid(request.id());
        }
        Optional<Bid> bid = workersBid(Shape.of(request));
        bid.ifPresent(bids::take);
        return bid;
    }

    private void doesNotFit(LiveRequest first) {
        int missing = first.request().connections() - free;
        int coming = Sizing.askBack(missing, draft);
        if (coming < missing && !Preemption.forWaiting(first, free + coming, draft)) {
            overtake(first);
        }
    }

    /** The bid that it could use is kept as well: it must not lack a worker when it has the connections. */
    private void overtake(LiveRequest first) {
        if (free <= 0 || isOverdue(first)) {
            return;
        }
        var unused = takeBid(first);
        Reservation reservation = reservation(first);
        Instant promised = first.promisedStart().orElse(reservation.start());
        Predicate<Shape> fits =
                shape -> shape.connections() <= free && hasBid(shape) && reservation.leavesRoomFor(shape, promised);
        Optional<LiveRequest> next = turns.next(fits);
        if (next.isPresent() && first.promisedStart().isEmpty()) {
            draft.add(new StartPromised(first.in(new Phase.Waiting(promised))));
        }
        while (next.isPresent()) {
            reservation.overtaken(Shape.of(next.get()));
            turns.overtaken(next.get());
            grant(next.get(), true);
            next = turns.next(fits);
        }
    }

    private boolean isOverdue(LiveRequest first) {
        return first.promisedStart().filter(start -> draft.now().isAfter(start)).isPresent();
    }

    private Reservation reservation(LiveRequest first) {
        List<Return> all = new ArrayList<>(returns);
        draft.ledger().tokens().forEach(token -> all.add(Reservation.returnOf(token, draft)));
        return Reservation.of(first, free, all, draft.now());
    }

    private void grant(LiveRequest request, boolean overtakes) {
        int connections = request.request().connections();
        Bid bid = takeBid(request).orElseThrow();
        returns.add(new Return(request.expectedEnd(draft.now(), draft.now()), connections));
        free -= connections;
        fence++;
        TokenTerms terms = terms(request, bid);
        Instant claimBy = draft.now().plus(draft.policy().claim());
        LiveRequest running =
                request.in(Phase.Running.started(terms.id(), bid.worker().name(), draft.now(), overtakes));
        draft.add(new TokenGranted(new Token.Granted(terms, claimBy), running, bid));
        draft.reply(bid.replyPartition(), reply(terms, running));
    }

    private TokenTerms terms(LiveRequest request, Bid bid) {
        return new TokenTerms(
                TokenTag.tokenId(draft.ledger().cluster(), fence),
                fence,
                request.id(),
                bid.id(),
                Offer.of(bid),
                bid.worker(),
                bid.replyPartition(),
                size(request.request(), bid),
                request.request().database(),
                enforcement == Enforcement.ROLE ? bid.verifier() : null,
                draft.now(),
                request.request().traceparent());
    }

    private Size size(SeedRequest request, Bid bid) {
        Integer most = request.scheduling().maxConnections();
        return Size.granted(
                request.connections(),
                Math.min(most == null ? request.connections() : most, bid.maxConnections()),
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
