package dev.seedgate.cli.client;

import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.SkipReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as the API shows it; see {@link dev.seedgate.protocol.SeedRequest} and
 * {@link dev.seedgate.protocol.StatusMessage.SeedStatus} for what the fields mean.
 *
 * @param progress only while it runs
 * @param waiting only while it waits
 */
public record SeedView(
        String id,
        SeedState state,
        String cluster,
        String database,
        String seed,
        @Nullable String definitionVersion,
        int connections,
        @Nullable Integer maxConnections,
        int priority,
        @Nullable String tenant,
        @Nullable String concurrencyKey,
        @Nullable List<String> after,
        @Nullable Instant deadline,
        @Nullable List<String> labels,
        @Nullable Boolean preemptible,
        int attempt,
        int maxAttempts,
        int interruptions,
        @Nullable String batch,
        @Nullable Map<String, String> parameters,
        @Nullable Boolean force,
        @Nullable String token,
        @Nullable String worker,
        @Nullable Long rows,
        @Nullable Long rejected,
        @Nullable SkipReason skipped,
        @Nullable String error,
        @Nullable Instant acceptedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant notBefore,
        @Nullable Progress progress,
        @Nullable Waiting waiting) {

    /** How many rows of its feeds were put aside; 0 where nobody says. */
    public long rowsPutAside() {
        return rejected == null ? 0 : rejected;
    }

    /**
     * How far a running seed is.
     *
     * @param step from 1
     * @param bytesTotal 0 when unknown
     * @param rowsPerSecond null where it is too early to tell
     * @param left until this step has read its input; null where nobody can tell
     */
    public record Progress(
            int step,
            int steps,
            @Nullable String stepName,
            long rows,
            long bytesRead,
            long bytesTotal,
            @Nullable Long rowsPerSecond,
            @Nullable Duration left) {
        /** From 0 to 1; every step counts the same. */
        public double fraction() {
            if (steps <= 0) {
                return 0;
            }
            double ofStep = bytesTotal > 0 ? Math.min(1, (double) bytesRead / bytesTotal) : 0;
            return Math.clamp((step - 1 + ofStep) / steps, 0, 1);
        }
    }

    /**
     * Why a request does not run yet.
     *
     * @param position in the order in which seeds are expected to start, from 1
     * @param startsAt when it is expected to start
     * @param startsBy the same if everything takes as long as the longest that was seen
     */
    public record Waiting(
            String reason,
            @Nullable Integer position,
            @Nullable Instant startsAt,
            @Nullable Instant startsBy,
            @Nullable String text) {}

    public double fractionDone() {
        if (state.isFinal()) {
            return 1;
        }
        return progress == null ? 0 : progress.fraction();
    }

    /** How long the last run took, or has taken until now; zero before the first. */
    public Duration runTime(Instant now) {
        if (startedAt == null) {
            return Duration.ZERO;
        }
        Duration time = Duration.between(startedAt, finishedAt == null ? now : finishedAt);
        return time.isNegative() ? Duration.ZERO : time;
    }
}
