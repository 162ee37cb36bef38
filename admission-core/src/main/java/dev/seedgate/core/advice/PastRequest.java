package dev.seedgate.core.advice;

import dev.seedgate.protocol.SeedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request and what became of it.
 *
 * @param queuedAt the ledger's time at which it was queued
 * @param startableAt when it had nothing to wait for any more but others: an earliest start or its predecessors were over; null where
 *     that was never so, or is not known
 * @param startedAt when its first run began; null where none did, or it is not known
 * @param runs those that ended by themselves, in order. What was interrupted, stopped for others or killed is left out: it would have
 *     gone otherwise under another plan
 * @param end how it ended
 * @param endedAt null while it is open
 */
public record PastRequest(
        SeedRequest request,
        Instant queuedAt,
        @Nullable Instant startableAt,
        @Nullable Instant startedAt,
        List<Run> runs,
        End end,
        @Nullable Instant endedAt) {
    public PastRequest {
        runs = List.copyOf(runs);
    }

    /**
     * A run that ended by itself.
     *
     * @param connections as it was granted
     * @param took from the grant to the release
     */
    public record Run(int connections, Duration took) {}

    /** How a request ended. */
    public enum End {
        SUCCEEDED,
        /** It failed for good. */
        FAILED,
        CANCELLED,
        /** It has not, as far as is known. */
        OPEN
    }

    public String id() {
        return request.id();
    }

    /** How long it waited for a worker and for connections; empty where that is not known. */
    public Optional<Duration> wait(History history) {
        return history.counts(this) && startableAt != null && startedAt != null && !startedAt.isBefore(startableAt)
                ? Optional.of(Duration.between(startableAt, startedAt))
                : Optional.empty();
    }

    /** The run that follows so many failed ones; empty where none was measured. */
    Optional<Run> run(int failures) {
        return runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(Math.min(failures, runs.size() - 1)));
    }

    boolean isLastRun(int failures) {
        return failures >= runs.size() - 1;
    }
}
