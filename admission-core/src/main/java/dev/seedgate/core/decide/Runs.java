package dev.seedgate.core.decide;

import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.core.event.LedgerEvent.RequestCancelled;
import dev.seedgate.core.event.LedgerEvent.RequestDied;
import dev.seedgate.core.event.LedgerEvent.RequestRetrying;
import dev.seedgate.core.event.LedgerEvent.RequestReturned;
import dev.seedgate.core.event.LedgerEvent.RequestSucceeded;
import dev.seedgate.core.ledger.DrainReason;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.ledger.Outcome;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.SeedState;
import java.util.Optional;

/**
 * What the end of a run means for its request. Three things are told apart: a run that <em>failed</em> counts as an attempt; a run
 * that <em>lost</em> its worker counts as an interruption, so that a request that takes its workers down with it ends as a dead
 * letter; a run that was <em>given back</em> in good order counts as neither, however often workers are shut down during it.
 */
final class Runs {
    private Runs() {}

    /** The holder said how its run ended. Says nothing where the request no longer runs under this token. */
    static void ended(Token token, SeedOutcome outcome, Draft draft) {
        runningUnder(token, draft)
                .map(request -> switch (outcome) {
                    case SeedOutcome.Succeeded done -> succeeded(request, done, draft);
                    case SeedOutcome.Failed failed -> failed(request, failed, draft);
                    case SeedOutcome.GivenBack back -> givenBack(request, token, back.reason(), draft);
                })
                .ifPresent(draft::add);
    }

    /** The token is gone, and its holder never said how the run ended. */
    static void lost(Token.Draining token, Draft draft) {
        runningUnder(token, draft)
                .map(request -> lost(request, token.reason(), draft))
                .ifPresent(draft::add);
    }

    /** A request ends as cancelled. */
    static LedgerEvent cancelled(LiveRequest request, Draft draft) {
        return new RequestCancelled(request, outcome(request, SeedState.CANCELLED, draft));
    }

    private static Optional<LiveRequest> runningUnder(Token token, Draft draft) {
        return draft.ledger()
                .request(token.terms().request())
                .filter(request -> request.phase() instanceof Phase.Running running
                        && running.token().equals(token.terms().id()));
    }

    private static LedgerEvent succeeded(LiveRequest request, SeedOutcome.Succeeded done, Draft draft) {
        return new RequestSucceeded(
                request, outcome(request, SeedState.SUCCEEDED, draft), done.rows(), done.alreadyApplied());
    }

    private static LedgerEvent failed(LiveRequest request, SeedOutcome.Failed failure, Draft draft) {
        if (isCancelled(request)) {
            return cancelled(request, draft);
        }
        LiveRequest failed = request.failed(failure.error(), request.phase());
        if (!failure.retryable() || failed.failures() >= failed.request().maxAttempts()) {
            return died(failed, failure.error(), draft);
        }
        return new RequestRetrying(
                failed.in(new Phase.BackingOff(draft.now().plus(draft.policy().backoff(failed.failures())))));
    }

    /**
     * A grant that nobody waited for is back in line at once. A run that had begun comes back after a short back-off: a worker that
     * gives everything back at once would otherwise get it again at once. A holder that lost its token before is no longer in good
     * order, whatever it says.
     */
    private static LedgerEvent givenBack(LiveRequest request, Token token, String reason, Draft draft) {
        if (isCancelled(request)) {
            return cancelled(request, draft);
        }
        return switch (token) {
            case Token.Draining draining -> lost(request, draining.reason(), draft);
            case Token.Granted granted -> new RequestReturned(request.givenBack(reason, new Phase.Waiting()));
            case Token.Live claimed ->
                new RequestReturned(request.givenBack(
                        reason,
                        new Phase.BackingOff(draft.now().plus(draft.policy().backoff(1)))));
        };
    }

    private static LedgerEvent lost(LiveRequest request, DrainReason reason, Draft draft) {
        if (isCancelled(request)) {
            return cancelled(request, draft);
        }
        if (reason == DrainReason.UNCLAIMED) {
            return new RequestReturned(request.givenBack(reason.words(), new Phase.Waiting()));
        }
        LiveRequest interrupted = request.interrupted(reason.words(), request.phase());
        if (interrupted.interruptions() >= draft.policy().maxInterruptions()) {
            return died(
                    interrupted,
                    "given up after it lost its worker " + interrupted.interruptions()
                            + " times, the last time because " + reason.words(),
                    draft);
        }
        return new RequestReturned(interrupted.in(new Phase.Waiting()));
    }

    private static LedgerEvent died(LiveRequest request, String error, Draft draft) {
        return new RequestDied(request, outcome(request, SeedState.DEAD, draft), error);
    }

    private static Outcome outcome(LiveRequest request, SeedState state, Draft draft) {
        return new Outcome(request.id(), state, draft.now().plus(draft.policy().outcomeWindow()));
    }

    private static boolean isCancelled(LiveRequest request) {
        return request.phase() instanceof Phase.Running running && running.cancelled();
    }
}
