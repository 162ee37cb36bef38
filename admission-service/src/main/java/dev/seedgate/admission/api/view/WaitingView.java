package dev.seedgate.admission.api.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.seedgate.admission.readmodel.Waiting;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why a seed does not run yet. */
@Schema(name = "Waiting", title = "Why a seed does not run yet")
public record WaitingView(
        Reason reason,

        @Schema(
                description =
                        "In the order in which the cluster's seeds are expected to start, from 1; absent for those"
                                + " far behind, and where it cannot be told",
                examples = "4")
        @Nullable Integer position,

        @Schema(description = "The seeds, or the tokens, that it waits for", examples = "[\"main-17\"]")
        List<String> waitsFor,

        @Schema(
                description =
                        "When it is expected to start: the scheduler, run ahead with what each seed usually takes")
        @Nullable Instant startsAt,

        @Schema(description = "The same with the longest that each seed took lately") @Nullable Instant startsBy,

        @Schema(
                description = "For people",
                examples = "it needs 2, and 1 of 8 connections are free; tokens hold 7: 7 main-17 (meyer) until about"
                        + " 2026-02-01T02:00:09Z")
        String text) {

    /** The reasons, by the words in the JSON. */
    @Schema(name = "WaitingReason")
    public enum Reason {
        @JsonProperty("not-yet-read")
        NOT_YET_READ,
        @JsonProperty("held")
        HELD,
        @JsonProperty("database-away")
        DATABASE_AWAY,
        @JsonProperty("predecessor")
        PREDECESSOR,
        @JsonProperty("not-before")
        NOT_BEFORE,
        @JsonProperty("back-off")
        BACK_OFF,
        @JsonProperty("concurrency-key")
        CONCURRENCY_KEY,
        @JsonProperty("budget")
        BUDGET,
        @JsonProperty("reservation")
        RESERVATION,
        @JsonProperty("no-worker")
        NO_WORKER
    }

    /** The same with no more than so many of those that it waits for. */
    WaitingView naming(int most) {
        return waitsFor.size() <= most
                ? this
                : new WaitingView(reason, position, waitsFor.subList(0, most), startsAt, startsBy, text);
    }

    public static WaitingView of(Waiting waiting) {
        Reason reason = switch (waiting.reason()) {
            case NOT_YET_READ -> Reason.NOT_YET_READ;
            case DATABASE_AWAY -> Reason.DATABASE_AWAY;
            case HELD -> Reason.HELD;
            case PREDECESSOR -> Reason.PREDECESSOR;
            case NOT_BEFORE -> Reason.NOT_BEFORE;
            case BACK_OFF -> Reason.BACK_OFF;
            case CONCURRENCY_KEY -> Reason.CONCURRENCY_KEY;
            case BUDGET -> Reason.BUDGET;
            case RESERVATION -> Reason.RESERVATION;
            case NO_WORKER -> Reason.NO_WORKER;
        };
        return new WaitingView(
                reason, waiting.position(), waiting.waitsFor(), waiting.startsAt(), waiting.startsBy(), waiting.text());
    }
}
