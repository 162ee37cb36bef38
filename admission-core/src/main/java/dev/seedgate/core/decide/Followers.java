package dev.seedgate.core.decide;

import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.core.event.LedgerEvent.PredecessorSucceeded;
import dev.seedgate.core.event.LedgerEvent.RequestEligible;
import dev.seedgate.core.event.LedgerEvent.RequestFinished;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.Outcome;
import dev.seedgate.protocol.SeedState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Requests that wait for others to succeed. Where one of those does not, they are cancelled, and so are those that wait for them. */
final class Followers {
    private final Draft draft;
    /** As they are after the events so far. */
    private final Map<String, LiveRequest> changed = new HashMap<>();

    private final Set<String> ended = new HashSet<>();

    private Followers(Draft draft) {
        this.draft = draft;
    }

    /** What the ends of requests that are in the draft mean for those that wait for them. */
    static void settle(Draft draft) {
        Deque<RequestFinished> finished =
                new ArrayDeque<>(draft.events(RequestFinished.class).toList());
        if (!finished.isEmpty()) {
            new Followers(draft).settle(finished);
        }
    }

    private void settle(Deque<RequestFinished> finished) {
        finished.forEach(event -> ended.add(event.request().id()));
        while (!finished.isEmpty()) {
            RequestFinished event = finished.remove();
            String id = event.request().id();
            for (LiveRequest follower : draft.ledger().dependantsOf(id)) {
                if (ended.contains(follower.id())) {
                    continue; // ended by something else in this decision
                }
                if (event.outcome().state() == SeedState.SUCCEEDED) {
                    succeeded(id, changed.getOrDefault(follower.id(), follower));
                } else {
                    ended.add(follower.id());
                    LedgerEvent.RequestCancelled end = cancelled(follower, id, whyNot(id, event.outcome()), draft);
                    draft.add(end);
                    finished.add(end);
                }
            }
        }
    }

    private void succeeded(String predecessor, LiveRequest follower) {
        LiveRequest next = follower.followed(predecessor, draft.now());
        changed.put(next.id(), next);
        draft.add(next.isWaiting() ? new RequestEligible(next) : new PredecessorSucceeded(next));
    }

    private static LedgerEvent.RequestCancelled cancelled(
            LiveRequest follower, String predecessor, String why, Draft draft) {
        return Runs.cancelled(follower.givenBack(why, follower.phase()), predecessor, draft);
    }

    private static String whyNot(String predecessor, Outcome outcome) {
        return "it was to run after " + predecessor + ", which "
                + (outcome.state() == SeedState.DEAD ? "failed for good" : "was cancelled");
    }

    /** A new request as it enters the queue: behind those predecessors that have not succeeded yet. */
    static LiveRequest queued(LiveRequest fresh, Draft draft) {
        List<String> open = fresh.request().scheduling().after().stream()
                .filter(id -> draft.ledger().request(id).isPresent())
                .toList();
        return fresh.following(open, draft.now());
    }

    /** Cancels a request that has just been queued when one of its predecessors will never succeed. */
    static Optional<LedgerEvent> hopeless(LiveRequest queued, Draft draft) {
        return queued.request().scheduling().after().stream()
                .filter(id -> draft.ledger().request(id).isEmpty())
                .flatMap(id -> whyNever(id, draft).map(why -> cancelled(queued, id, why, draft)).stream())
                .findFirst()
                .map(LedgerEvent.class::cast);
    }

    /** Empty where it has succeeded. */
    private static Optional<String> whyNever(String predecessor, Draft draft) {
        Optional<Outcome> outcome = draft.ledger().outcome(predecessor);
        return outcome.isEmpty()
                ? Optional.of("it was to run after " + predecessor + ", which nobody knows")
                : outcome.filter(end -> end.state() != SeedState.SUCCEEDED).map(end -> whyNot(predecessor, end));
    }
}
