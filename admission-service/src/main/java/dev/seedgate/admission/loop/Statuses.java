package dev.seedgate.admission.loop;

import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What {@code seed.status} says of a request after an event. */
final class Statuses {
    private Statuses() {}

    /** The status after an event that changes a request. */
    static SeedStatus after(LedgerEvent.RequestEvent event, Instant at) {
        return switch (event) {
            case LedgerEvent.RequestSucceeded done -> finished(done, SeedState.SUCCEEDED, done, null, null, at);
            case LedgerEvent.RequestDied died -> finished(died, SeedState.DEAD, null, died.error(), null, at);
            case LedgerEvent.RequestCancelled gone ->
                finished(gone, SeedState.CANCELLED, null, gone.request().lastError(), gone.becauseOf(), at);
            case LedgerEvent.RequestQueued queued -> of(queued.request(), at);
            case LedgerEvent.RequestRevived revived -> of(revived.request(), at);
            case LedgerEvent.RequestRetrying retrying -> of(retrying.request(), at);
            case LedgerEvent.RequestEligible eligible -> of(eligible.request(), at);
            case LedgerEvent.PredecessorSucceeded succeeded -> of(succeeded.request(), at);
            case LedgerEvent.StartPromised promised -> of(promised.request(), at);
            case LedgerEvent.RequestReturned returned -> of(returned.request(), at);
            case LedgerEvent.CancelRequested asked -> of(asked.request(), at);
            case LedgerEvent.HoldRequested asked -> of(asked.request(), at);
            case LedgerEvent.PreemptionRequested asked -> of(asked.request(), at);
            case LedgerEvent.RequestHeld held -> of(held.request(), at);
            case LedgerEvent.RequestResumed resumed -> of(resumed.request(), at);
            case LedgerEvent.RunRemarked remarked -> of(remarked.request(), at);
        };
    }

    /** The status of a request that is not finished. */
    static SeedStatus of(LiveRequest live, Instant at) {
        return switch (live.phase()) {
            case Phase.Waiting waiting -> status(live, SeedState.QUEUED, null, null, at);
            case Phase.Following following -> status(live, SeedState.QUEUED, null, null, at);
            case Phase.Postponed postponed -> status(live, SeedState.QUEUED, null, postponed.until(), at);
            case Phase.BackingOff backOff -> status(live, SeedState.RETRYING, null, backOff.until(), at);
            case Phase.Held held -> status(live, SeedState.HELD, null, null, at);
            case Phase.Running running -> status(live, SeedState.RUNNING, running, null, at);
        };
    }

    private static SeedStatus status(
            LiveRequest live,
            SeedState state,
            Phase.@Nullable Running running,
            @Nullable Instant notBefore,
            Instant at) {
        return new SeedStatus(
                live.request(),
                state,
                live.attempt(),
                live.interruptions(),
                running == null ? null : running.token(),
                running == null ? null : running.worker(),
                null,
                null,
                null,
                live.lastError(),
                null,
                live.queuedAt(),
                running == null ? null : running.startedAt(),
                null,
                notBefore,
                at);
    }

    private static SeedStatus finished(
            LedgerEvent.RequestFinished event,
            SeedState state,
            LedgerEvent.@Nullable RequestSucceeded done,
            @Nullable String error,
            @Nullable String becauseOf,
            Instant at) {
        LiveRequest last = event.request();
        Phase.Running running = last.phase() instanceof Phase.Running phase ? phase : null;
        return new SeedStatus(
                last.request(),
                state,
                last.attempt(),
                last.interruptions(),
                running == null ? null : running.token(),
                running == null ? null : running.worker(),
                done == null ? null : done.rows(),
                done == null ? null : done.rejected(),
                done == null ? null : done.skipped(),
                error,
                becauseOf,
                last.queuedAt(),
                running == null ? null : running.startedAt(),
                at,
                null,
                at);
    }
}
