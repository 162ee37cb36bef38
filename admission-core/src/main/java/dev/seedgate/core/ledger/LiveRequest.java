package dev.seedgate.core.ledger;

import dev.seedgate.protocol.SeedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A request that is not finished.
 *
 * @param place in line; kept when it is given back
 * @param queuedAt the ledger's time at which it was queued first
 * @param failures runs that failed
 * @param interruptions runs that lost their worker: it died, started anew, or hung until its lease was over
 * @param lastError why the last run failed, was interrupted or given back
 */
public record LiveRequest(
        SeedRequest request,
        Place place,
        Instant queuedAt,
        int failures,
        int interruptions,
        @Nullable String lastError,
        Phase phase)
        implements Entity {
    /** Who is served first, as far as there is room: the higher priority, then the place in line. */
    public static final Comparator<LiveRequest> QUEUE_ORDER = Comparator.comparingInt(
                    (LiveRequest live) -> live.request().priority())
            .reversed()
            .thenComparing(
                    LiveRequest::place,
                    Comparator.comparingLong(Place::position)
                            .thenComparing(Place::expected, Comparator.reverseOrder())
                            .thenComparingLong(Place::arrival));

    @Override
    public EntityKey key() {
        return EntityKey.request(id());
    }

    public String id() {
        return request.id();
    }

    /** The number of the run that is under way, or that comes next. */
    public int attempt() {
        return failures + 1;
    }

    /** The same request in another phase. */
    public LiveRequest in(Phase next) {
        return new LiveRequest(request, place, queuedAt, failures, interruptions, lastError, next);
    }

    /** A run failed. */
    public LiveRequest failed(String error, Phase next) {
        return new LiveRequest(request, place, queuedAt, failures + 1, interruptions, error, next);
    }

    /** A run was given back in good order, which counts neither as a failure nor as an interruption. */
    public LiveRequest givenBack(String why, Phase next) {
        return new LiveRequest(request, place, queuedAt, failures, interruptions, why, next);
    }

    /** A run lost its worker. */
    public LiveRequest interrupted(String why, Phase next) {
        return new LiveRequest(request, place, queuedAt, failures, interruptions + 1, why, next);
    }

    /**
     * A place in line. A batch has one position; within it, who is expected to take longest goes first, so that nobody is still busy
     * with one long seed when all others are done. What was expected when the request was queued decides, whatever is learnt later: an
     * order that changes while people wait could go round in circles.
     *
     * @param arrival in the order in which requests were queued; no two are equal
     * @param position the arrival of the first of the request's batch; its own where it has none
     * @param expected how long the run will take, as was known when it was queued; where nothing was, the request's timeout
     */
    public record Place(long arrival, long position, Duration expected) {}

    /** Where an unfinished request stands. */
    public sealed interface Phase {
        /** In the queue. */
        record Waiting() implements Phase {}

        /** A run failed or was given back; back in the queue at {@code until}. */
        record BackingOff(Instant until) implements Phase {}

        /**
         * Under a token.
         *
         * @param wish what is to become of it; what the worker says last still counts
         * @param remark what befell the run from outside, and explains its failure; null where nothing did
         */
        record Running(
                String token,
                String worker,
                Instant startedAt,
                Wish wish,
                @Nullable String remark) implements Phase {
            /** A run that has just been granted. */
            public static Running started(String token, String worker, Instant at) {
                return new Running(token, worker, at, Wish.FINISH, null);
            }

            /** Something else is to become of it. A run that is to end for good will not be held. */
            public Running wished(Wish other) {
                return new Running(token, worker, startedAt, wish == Wish.END ? wish : other, remark);
            }

            /** Something befell it. */
            public Running remarked(String what) {
                return new Running(token, worker, startedAt, wish, what);
            }
        }

        /** Stopped by an operator; back in the queue when the cluster is resumed. */
        record Held() implements Phase {}

        /** What is to become of a running request. */
        enum Wish {
            /** It shall run to its end. */
            FINISH,
            /** It was asked to stop for good. */
            END,
            /** It was asked to stop, and shall wait until somebody resumes the cluster. */
            HOLD,
            /** It was asked to stop, but the cluster was resumed before it did: it shall go back into the queue. */
            REQUEUE
        }
    }
}
