package dev.seedgate.core.decide;

import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.core.ledger.Ledger;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.ledger.RememberedCancel;
import dev.seedgate.core.ledger.SeedTimes;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.SeedRequest;
import java.time.Instant;
import java.util.Optional;

/** Requests come, and are called off. */
final class Requests {
    private Requests() {}

    static Decision submit(SeedRequest request, Draft draft) {
        Ledger ledger = draft.ledger();
        if (ledger.request(request.id()).isPresent()
                || ledger.outcome(request.id()).isPresent()) {
            return draft.rejected(Rejection.DUPLICATE_REQUEST);
        }
        LiveRequest queued = fresh(request, draft);
        draft.add(new LedgerEvent.RequestQueued(queued));
        if (ledger.rememberedCancel(request.id()).isPresent()) {
            draft.add(new LedgerEvent.CancelForgotten(request.id()));
            draft.add(Runs.cancelled(queued, draft));
        } else {
            Followers.hopeless(queued, draft).ifPresent(draft::add);
        }
        return draft.decision();
    }

    /** A request as it enters the queue. */
    static LiveRequest fresh(SeedRequest request, Draft draft) {
        return Followers.queued(
                new LiveRequest(request, place(request, draft), draft.now(), 0, 0, 0, null, new Phase.Waiting()),
                draft);
    }

    private static LiveRequest.Place place(SeedRequest request, Draft draft) {
        Ledger ledger = draft.ledger();
        long arrival = ledger.state().arrivals() + 1;
        Optional<LiveRequest.Place> batch =
                Optional.ofNullable(request.scheduling().batch()).flatMap(ledger::placeInBatch);
        Optional<SeedTimes> times = ledger.seedTimes(request);
        return new LiveRequest.Place(
                arrival,
                batch.map(LiveRequest.Place::position).orElse(arrival),
                batch.map(LiveRequest.Place::since).orElseGet(() -> waitsSince(request, draft)),
                times.map(SeedTimes::expected).orElse(request.timeout()),
                times.map(SeedTimes::atMost).orElse(request.timeout()));
    }

    /** Whoever is not to start before some time does not wait before; but a batch has one place, whatever one of it wants. */
    private static Instant waitsSince(SeedRequest request, Draft draft) {
        Instant notBefore = request.scheduling().notBefore();
        if (notBefore == null || request.scheduling().batch() != null) {
            return draft.now();
        }
        return notBefore.isAfter(draft.now()) ? notBefore : draft.now();
    }

    /** A waiting request's time has come: that of its next step, or the last at which it could have begun. */
    static void fallDue(LiveRequest request, Draft draft) {
        boolean tooLate = request.deadline()
                .filter(deadline -> !draft.now().isBefore(deadline))
                .isPresent();
        draft.add(
                tooLate
                        ? Runs.missed(request, draft)
                        : new LedgerEvent.RequestEligible(request.in(new Phase.Waiting())));
    }

    static Decision cancel(String id, Draft draft) {
        Optional<LiveRequest> live = draft.ledger().request(id);
        if (live.isPresent()) {
            return cancel(live.get(), draft);
        }
        if (draft.ledger().outcome(id).isPresent()) {
            return draft.rejected(Rejection.FINISHED_REQUEST);
        }
        if (draft.ledger().rememberedCancel(id).isEmpty()) {
            draft.add(new LedgerEvent.CancelRemembered(
                    new RememberedCancel(id, draft.now().plus(draft.policy().cancelWindow()))));
        }
        return draft.decision();
    }

    private static Decision cancel(LiveRequest request, Draft draft) {
        switch (request.phase()) {
            case Phase.Waiting waiting -> draft.add(Runs.cancelled(request, draft));
            case Phase.Following following -> draft.add(Runs.cancelled(request, draft));
            case Phase.Postponed postponed -> draft.add(Runs.cancelled(request, draft));
            case Phase.BackingOff backingOff -> draft.add(Runs.cancelled(request, draft));
            case Phase.Held held -> draft.add(Runs.cancelled(request, draft));
            case Phase.Running running when running.wish() == Phase.Wish.END -> {}
            case Phase.Running running -> {
                draft.add(new LedgerEvent.CancelRequested(request.in(running.wished(Phase.Wish.END))));
                if (tokenOf(running, draft) instanceof Token.Live live) {
                    Draining.cancelled(live, draft);
                }
            }
        }
        return draft.decision();
    }

    private static Token tokenOf(Phase.Running running, Draft draft) {
        return draft.ledger()
                .token(running.token())
                .orElseThrow(() -> new IllegalStateException(
                        "a request runs under " + running.token() + ", which is not charged any more"));
    }
}
