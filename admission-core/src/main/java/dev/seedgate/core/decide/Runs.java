package dev.seedgate.core.decide;

import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.core.event.LedgerEvent.RequestCancelled;
import dev.seedgate.core.event.LedgerEvent.RequestDied;
import dev.seedgate.core.event.LedgerEvent.RequestHeld;
import dev.seedgate.core.event.LedgerEvent.RequestRetrying;
import dev.seedgate.core.event.LedgerEvent.RequestReturned;
import dev.seedgate.core.event.LedgerEvent.RequestSucceeded;
import dev.seedgate.core.event.LedgerEvent.RunRemarked;
import dev.seedgate.core.ledger.DrainReason;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.ledger.Outcome;
import dev.seedgate.core.ledger.SeedTimes;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.ClusterObservation.Effect;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.SeedState;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
                .map(request -> request.request().hasHolder()
                        ? givenUp(request, outcome, draft)
                        : switch (outcome) {
                            case SeedOutcome.Succeeded done -> succeeded(request, done, draft);
                            case SeedOutcome.Failed failed -> failed(request, failed, draft);
                            case SeedOutcome.GivenBack back -> givenBack(request, token, back.reason(), draft);
                            case SeedOutcome.InDoubt doubt -> inDoubt(request, doubt);
                        })
                .ifPresent(draft::add);
    }

    /** The token is gone, and its holder did not say how the run ended; the database may have. */
    static void lost(Token.Draining token, Effect effect, Draft draft) {
        runningUnder(token, draft)
                .map(request -> request.request().hasHolder()
                        ? givenUp(request, token.reason().words(), draft)
                        : switch (effect) {
                            case Effect.Applied applied -> succeeded(request, outcome(applied), null, draft);
                            case Effect.NeverApplied none -> lost(request, token.reason(), draft);
                            case Effect.Unknown unknown -> lost(request, token.reason(), draft);
                        })
                .ifPresent(draft::add);
    }

    /** Somebody gave back the token that they held themselves. */
    private static LedgerEvent givenUp(LiveRequest request, SeedOutcome outcome, Draft draft) {
        return switch (outcome) {
            case SeedOutcome.Succeeded done -> succeeded(request, done, draft);
            case SeedOutcome.Failed failed -> givenUp(request, failed.error(), draft);
            case SeedOutcome.InDoubt doubt -> givenUp(request, doubt.error(), draft);
            case SeedOutcome.GivenBack back -> givenUp(request, back.reason(), draft);
        };
    }

    /** Whoever waits for a token themselves, or holds one, has lost it, or no longer wants it; nobody else can have it in their place. */
    static RequestCancelled givenUp(LiveRequest request, String why, Draft draft) {
        return cancelled(request.givenBack(why, request.phase()), draft);
    }

    /** A request ends as cancelled, because somebody asked for it. */
    static RequestCancelled cancelled(LiveRequest request, Draft draft) {
        return cancelled(request, null, draft);
    }

    /** The same because one that it was to run after has ended without success; null where that is not so. */
    static RequestCancelled cancelled(LiveRequest request, @Nullable String becauseOf, Draft draft) {
        return new RequestCancelled(request, outcome(request, SeedState.CANCELLED, draft), becauseOf);
    }

    /** The request that runs under this token; empty where it has ended, or runs under another. */
    static Optional<LiveRequest> runningUnder(Token token, Draft draft) {
        return draft.ledger()
                .request(token.terms().request())
                .filter(request -> request.phase() instanceof Phase.Running running
                        && running.token().equals(token.terms().id()));
    }

    private static LedgerEvent succeeded(LiveRequest request, SeedOutcome.Succeeded done, Draft draft) {
        boolean didTheWork = !done.alreadyApplied() && done.skipped() == null;
        return succeeded(request, done, didTheWork ? times(request, draft) : null, draft);
    }

    private static SeedOutcome.Succeeded outcome(Effect.Applied applied) {
        long rejected = applied.rejected() == null ? 0 : applied.rejected();
        return new SeedOutcome.Succeeded(applied.rows(), false, rejected, applied.skipped());
    }

    private static LedgerEvent succeeded(
            LiveRequest request, SeedOutcome.Succeeded done, @Nullable SeedTimes times, Draft draft) {
        return new RequestSucceeded(
                request,
                outcome(request, SeedState.SUCCEEDED, draft),
                done.rows(),
                done.alreadyApplied(),
                done.rejected(),
                done.skipped(),
                times);
    }

    private static SeedTimes times(LiveRequest request, Draft draft) {
        Duration took = Duration.between(running(request).startedAt(), draft.now());
        return draft.ledger()
                .seedTimes(request.request())
                .map(known -> known.with(took, draft.now()))
                .orElseGet(() -> SeedTimes.first(request.request(), took, draft.now()));
    }

    private static LedgerEvent inDoubt(LiveRequest request, SeedOutcome.InDoubt doubt) {
        return new RunRemarked(request.in(running(request).remarked(doubt.error())), doubt.error());
    }

    private static LedgerEvent failed(LiveRequest request, SeedOutcome.Failed failure, Draft draft) {
        Phase.Running running = running(request);
        if (running.wish() != Phase.Wish.FINISH) {
            return stopped(request, running, draft);
        }
        String error = running.remark() == null ? failure.error() : failure.error() + "; " + running.remark();
        LiveRequest failed = request.failed(error, request.phase());
        if (!failure.retryable() || failed.failures() >= failed.request().maxAttempts()) {
            return died(failed, error, draft);
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
        Phase.Running running = running(request);
        if (running.wish() != Phase.Wish.FINISH) {
            return stopped(request, running, draft);
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
        Phase.Running running = running(request);
        if (running.wish() != Phase.Wish.FINISH) {
            return stopped(request, running, draft);
        }
        if (reason == DrainReason.IN_DOUBT) {
            String error = running.remark() == null ? reason.words() : running.remark();
            return failed(
                    request.in(Phase.Running.started(
                            running.token(), running.worker(), running.startedAt(), running.overtook())),
                    new SeedOutcome.Failed(error, true),
                    draft);
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

    /** A request that could not begin before its deadline: nobody wants it any more, but somebody should know. */
    static LedgerEvent missed(LiveRequest request, Draft draft) {
        String before = request.lastError() == null ? "" : "; its last run: " + request.lastError();
        return died(
                request,
                "its deadline, " + request.request().scheduling().deadline() + ", passed before it could start"
                        + before,
                draft);
    }

    private static LedgerEvent died(LiveRequest request, String error, Draft draft) {
        return new RequestDied(request, outcome(request, SeedState.DEAD, draft), error);
    }

    private static Outcome outcome(LiveRequest request, SeedState state, Draft draft) {
        return new Outcome(request.id(), state, draft.now().plus(draft.policy().outcomeWindow()));
    }

    /** A run that somebody stopped: it counts as nothing. */
    private static LedgerEvent stopped(LiveRequest request, Phase.Running running, Draft draft) {
        return switch (running.wish()) {
            case END -> cancelled(request, draft);
            case HOLD -> new RequestHeld(request.in(new Phase.Held()));
            case REQUEUE -> new RequestReturned(request.givenBack(DrainReason.KILLED.words(), new Phase.Waiting()));
            case YIELD -> new RequestReturned(request.preempted(DrainReason.PREEMPTED.words(), new Phase.Waiting()));
            case FINISH -> throw new IllegalStateException(request.id() + " was to run to its end");
        };
    }

    private static Phase.Running running(LiveRequest request) {
        if (request.phase() instanceof Phase.Running running) {
            return running;
        }
        throw new IllegalStateException(request.id() + " does not run, it is " + request.phase());
    }
}
