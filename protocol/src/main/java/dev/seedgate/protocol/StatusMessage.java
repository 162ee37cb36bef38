package dev.seedgate.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What {@code seed.status} says of a request. The ledger's word and the worker's progress have keys of their own, so that
 * compaction never lets a late progress report of a dead worker stand where the outcome was.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StatusMessage.SeedStatus.class, name = "status"),
    @JsonSubTypes.Type(value = StatusMessage.SeedProgress.class, name = "progress")
})
public sealed interface StatusMessage {
    /** The record's key: the request's id, with {@code /progress} behind it for progress. */
    String key();

    /**
     * The ledger's word.
     *
     * @param attempt runs that failed, plus one while it runs or may still run
     * @param interruptions runs that ended without the seed being at fault: a worker died, shut down, or lost its lease
     * @param token the token it runs under, or ran under last
     * @param worker the worker's name, likewise
     * @param rows written, once succeeded
     * @param rejected rows of its feeds that were put aside, once succeeded
     * @param skipped why it did nothing, once succeeded; null where it did something
     * @param error of the last failed run, or why it is dead or cancelled
     * @param becauseOf where it is cancelled because one that it was to run after has ended without success: that one's id
     * @param notBefore when a retry may begin
     * @param at the ledger's time of this change
     */
    record SeedStatus(
            SeedRequest request,
            SeedState state,
            int attempt,
            int interruptions,
            @Nullable String token,
            @Nullable String worker,
            @Nullable Long rows,
            @Nullable Long rejected,
            @Nullable SkipReason skipped,
            @Nullable String error,
            @Nullable String becauseOf,
            Instant queuedAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Instant notBefore,
            Instant at)
            implements StatusMessage {
        public SeedStatus {
            Checks.present("request", request);
            Checks.present("state", state);
            Checks.present("queuedAt", queuedAt);
            Checks.present("at", at);
        }

        @Override
        public String key() {
            return request.id();
        }
    }

    /**
     * A running seed's own word, at most twice a second; good only while the request runs under this token.
     *
     * @param step from 1
     * @param rows read so far by this step
     * @param bytesRead of this step's input
     * @param bytesTotal its size, 0 when unknown
     * @param rowsPerSecond of the last seconds; null where it is too early to tell
     * @param left until this step has read its input, if it goes on at the pace of the last seconds; null where nobody can tell
     */
    record SeedProgress(
            String request,
            String token,
            int step,
            int steps,
            String stepName,
            long rows,
            long bytesRead,
            long bytesTotal,
            @Nullable Long rowsPerSecond,
            @Nullable Duration left)
            implements StatusMessage {
        public SeedProgress {
            Checks.text("request", request, 64);
            Checks.text("token", token, 64);
            Checks.present("stepName", stepName);
        }

        @Override
        public String key() {
            return progressKey(request);
        }
    }

    static String progressKey(String request) {
        return request + "/progress";
    }
}
