package dev.seedgate.core.ledger;

import dev.seedgate.protocol.SeedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request that is not finished.
 *
 * @param place in line; kept when it is given back
 * @param queuedAt the ledger's time at which it was queued first
 * @param failures runs that failed
 * @param interruptions runs that lost their worker: it died, started anew, or hung until its lease was over
 * @param preemptions runs that were stopped to make room for others
 * @param lastError why the last run failed, was interrupted or given back
 */
public record LiveRequest(
        SeedRequest request,
        Place place,
        Instant queuedAt,
        int failures,
        int interruptions,
        int preemptions,
        @Nullable String lastError,
        Phase phase)
        implements Entity {
    /**
     * How long a request waits for each step of priority that another one has more. So of any two the order never changes, and nobody
     * is overtaken for ever: a request is served before all that come later than {@code MAX_PRIORITY} times this after it.
     */
    public static final Duration AGEING = Duration.ofSeconds(10);

    /** Who of a tenant is served first, as far as there is room: whoever waits longest, priority counted as waiting; then the place. */
    public static final Comparator<LiveRequest> QUEUE_ORDER = Comparator.comparingLong(LiveRequest::rank)
            .thenComparing(
                    LiveRequest::place,
                    Comparator.comparingLong(Place::position)
                            .thenComparing(Place::expected, Comparator.reverseOrder())
                            .thenComparingLong(Place::arrival));

    private long rank() {
        return place.since().toEpochMilli() - request.scheduling().priority() * AGEING.toMillis();
    }

    public String tenant() {
        return request.scheduling().tenant();
    }

    /** Since when it has waited for itself, whatever its batch: since it was queued, or since its earliest start. */
    public Instant waitsSince() {
        Instant notBefore = request.scheduling().notBefore();
        return notBefore == null || notBefore.isBefore(queuedAt) ? queuedAt : notBefore;
    }

    /** When it was to start at the latest, where others have overtaken it. */
    public Optional<Instant> promisedStart() {
        return phase instanceof Phase.Waiting waiting ? Optional.ofNullable(waiting.promised()) : Optional.empty();
    }

    public boolean isWaiting() {
        return phase instanceof Phase.Waiting;
    }

    public boolean isRunning() {
        return phase instanceof Phase.Running;
    }

    /** When time alone brings it into the queue; null where something else must happen first, or nothing need. */
    public @Nullable Instant returnsAt() {
        return switch (phase) {
            case Phase.BackingOff backingOff -> backingOff.until();
            case Phase.Postponed postponed -> postponed.until();
            case Phase.Waiting waiting -> null;
            case Phase.Following following -> null;
            case Phase.Running running -> null;
            case Phase.Held held -> null;
        };
    }

    /** When it is given up unless it runs; empty where it may wait for ever. */
    public Optional<Instant> deadline() {
        return isRunning()
                ? Optional.empty()
                : Optional.ofNullable(request.scheduling().deadline());
    }

    /** When time alone does something to it; null where something else must happen first, or nothing need. */
    public @Nullable Instant nextMoment() {
        Instant back = returnsAt();
        return deadline()
                .filter(deadline -> back == null || deadline.isBefore(back))
                .orElse(back);
    }

    /**
     * When a run that began at that time is expected to end, as is known now: one that takes longer than expected is expected to take
     * as long as any that was seen, then as long as it may.
     *
     * @return not before {@code now}
     */
    public Instant expectedEnd(Instant startedAt, Instant now) {
        return Stream.of(place.expected(), place.atMost(), request.timeout())
                .map(startedAt::plus)
                .filter(end -> end.isAfter(now))
                .findFirst()
                .orElse(now);
    }

    @Override
    public EntityKey key() {
        return EntityKey.request(id());
    }

    public String id() {
        return request.id();
    }

    /** Whether no run of it has ended yet. */
    public boolean isFirstRun() {
        return failures + interruptions + preemptions == 0;
    }

    /** The number of the run that is under way, or that comes next. */
    public int attempt() {
        return failures + 1;
    }

    /** When it will have ended at the latest, as far as runs before it tell; when even that is past, as far as it is allowed. */
    public Instant latestEnd(Instant startedAt, Instant now) {
        return Stream.of(place.atMost(), request.timeout())
                .map(startedAt::plus)
                .filter(end -> end.isAfter(now))
                .findFirst()
                .orElse(now);
    }

    /** The same request without a predecessor that has succeeded. */
    public LiveRequest followed(String predecessor, Instant now) {
        List<String> left = phase instanceof Phase.Following following
                ? following.predecessors().stream()
                        .filter(id -> !id.equals(predecessor))
                        .toList()
                : List.of();
        return following(left, now);
    }

    /** The same request behind those; where there are none, in the queue, or where it waits for its earliest start. */
    public LiveRequest following(List<String> predecessors, Instant now) {
        return in(predecessors.isEmpty() ? phaseAt(now) : new Phase.Following(predecessors));
    }

    /** Where it stands when it follows nobody, or all have succeeded. */
    private Phase phaseAt(Instant now) {
        Instant notBefore = request.scheduling().notBefore();
        return notBefore != null && notBefore.isAfter(now) ? new Phase.Postponed(notBefore) : new Phase.Waiting();
    }

    /** The same request in another phase. */
    public LiveRequest in(Phase next) {
        return new LiveRequest(request, place, queuedAt, failures, interruptions, preemptions, lastError, next);
    }

    /** A run failed. */
    public LiveRequest failed(String error, Phase next) {
        return new LiveRequest(request, place, queuedAt, failures + 1, interruptions, preemptions, error, next);
    }

    /** A run was given back in good order, which counts neither as a failure nor as an interruption. */
    public LiveRequest givenBack(String why, Phase next) {
        return new LiveRequest(request, place, queuedAt, failures, interruptions, preemptions, why, next);
    }

    /** A run was stopped to make room for others. */
    public LiveRequest preempted(String why, Phase next) {
        return new LiveRequest(request, place, queuedAt, failures, interruptions, preemptions + 1, why, next);
    }

    /** A run lost its worker. */
    public LiveRequest interrupted(String why, Phase next) {
        return new LiveRequest(request, place, queuedAt, failures, interruptions + 1, preemptions, why, next);
    }

    /**
     * A place in line. A batch has one position; within it, who is expected to take longest goes first, so that nobody is still busy
     * with one long seed when all others are done. What was expected when the request was queued decides, whatever is learnt later: an
     * order that changes while people wait could go round in circles.
     *
     * @param arrival in the order in which requests were queued; no two are equal
     * @param position the arrival of the first of the request's batch; its own where it has none
     * @param since from when its waiting counts: when the first of its batch was queued, or it was itself where it has none, but not
     *     before its earliest start
     * @param expected how long the run will take, as was known when it was queued; where nothing was, the request's timeout
     * @param atMost how long it will take at most, as far as runs before it tell; where none do, the request's timeout
     */
    public record Place(long arrival, long position, Instant since, Duration expected, Duration atMost) {}

    /** Where an unfinished request stands. */
    public sealed interface Phase {
        /**
         * In the queue.
         *
         * @param promised when it was to start at the latest, as far as could be known when others first overtook it, because they
         *     would be done before; null where nobody did
         */
        record Waiting(@Nullable Instant promised) implements Phase {
            public Waiting() {
                this(null);
            }
        }

        /** In the queue as soon as all of these have succeeded. */
        record Following(List<String> predecessors) implements Phase {
            public Following {
                predecessors = List.copyOf(predecessors);
            }
        }

        /** In the queue at {@code until}: whoever posted it does not want it earlier. */
        record Postponed(Instant until) implements Phase {}

        /** A run failed or was given back; back in the queue at {@code until}. */
        record BackingOff(Instant until) implements Phase {}

        /**
         * Under a token.
         *
         * @param overtook whether it was not its turn: it took what the one whose turn it was could not use
         * @param wish what is to become of it; what the worker says last still counts
         * @param remark what befell the run from outside, and explains its failure; null where nothing did
         */
        record Running(
                String token,
                String worker,
                Instant startedAt,
                boolean overtook,
                Wish wish,
                @Nullable String remark) implements Phase {
            /** A run that has just been granted. */
            public static Running started(String token, String worker, Instant at, boolean overtook) {
                return new Running(token, worker, at, overtook, Wish.FINISH, null);
            }

            /** Something else is to become of it. A run that is to end for good will not be held. */
            public Running wished(Wish other) {
                return new Running(token, worker, startedAt, overtook, wish == Wish.END ? wish : other, remark);
            }

            /** Something befell it. */
            public Running remarked(String what) {
                return new Running(token, worker, startedAt, overtook, wish, what);
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
            REQUEUE,
            /** It was asked to stop to make room for others, and shall go back into the queue. */
            YIELD
        }
    }
}
