package dev.seedgate.core.decide;

import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.core.event.LedgerEvent.BidClosed;
import dev.seedgate.core.event.LedgerEvent.BidOpened;
import dev.seedgate.core.event.LedgerEvent.BidRenewed;
import dev.seedgate.core.event.LedgerEvent.RequestFinished;
import dev.seedgate.core.ledger.Bid;
import dev.seedgate.core.ledger.Ledger;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.SeedRequest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Those who wait for a token of their own: a script, a migration, somebody at a console. Each is a request and a bid in one, under one
 * id; as long as it waits, there is the one exactly while there is the other.
 */
final class Holders {
    private Holders() {}

    static Decision await(BidMessage.Await await, Draft draft) {
        Ledger ledger = draft.ledger();
        String id = await.request().id();
        if (ledger.outcome(id).isPresent()) {
            return draft.rejected(Rejection.FINISHED_REQUEST);
        }
        Optional<LiveRequest> known = ledger.request(id);
        if (known.isPresent() && !await.worker().equals(known.get().request().holder())) {
            return draft.rejected(Rejection.NOT_THE_HOLDER);
        }
        if (known.isEmpty()) {
            queue(await, draft);
        } else {
            ledger.bid(id).ifPresent(bid -> draft.add(new BidRenewed(bid.renewed(expiry(await, draft)))));
        }
        return draft.decision();
    }

    private static void queue(BidMessage.Await await, Draft draft) {
        LiveRequest queued = Requests.fresh(await.request(), draft);
        draft.add(new LedgerEvent.RequestQueued(queued));
        if (draft.ledger().rememberedCancel(queued.id()).isPresent()) {
            draft.add(new LedgerEvent.CancelForgotten(queued.id()));
            draft.add(Runs.cancelled(queued, draft));
        } else {
            draft.add(new BidOpened(bid(await, draft)));
        }
    }

    private static Bid bid(BidMessage.Await await, Draft draft) {
        SeedRequest request = await.request();
        return new Bid(
                request.id(),
                await.worker(),
                null,
                Objects.requireNonNullElse(request.scheduling().maxConnections(), request.connections()),
                List.of(),
                await.verifier(),
                draft.nextRevision(),
                expiry(await, draft));
    }

    private static Instant expiry(BidMessage.Await await, Draft draft) {
        return draft.now().plus(await.timeToLive());
    }

    /** Whose bid is closed waits no longer, and whoever waits no longer has no bid: whatever the draft ends of the two, both end. */
    static void settle(Draft draft) {
        List<BidClosed> closed = draft.events(BidClosed.class)
                .filter(event -> event.bid().isOfHolder())
                .toList();
        List<RequestFinished> finished = draft.events(RequestFinished.class)
                .filter(event -> event.request().request().hasHolder())
                .toList();
        for (BidClosed end : closed) {
            String id = end.bid().id();
            if (finished.stream().noneMatch(event -> event.request().id().equals(id))) {
                draft.ledger().request(id).ifPresent(waiting -> draft.add(Runs.givenUp(waiting, end.why(), draft)));
            }
        }
        for (RequestFinished end : finished) {
            String id = end.request().id();
            if (closed.stream().noneMatch(event -> event.bid().id().equals(id))) {
                draft.ledger().bid(id).ifPresent(bid -> draft.add(new BidClosed(bid, "its request has ended")));
            }
        }
    }
}
