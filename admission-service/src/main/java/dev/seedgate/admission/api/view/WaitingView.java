package dev.seedgate.admission.api.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.seedgate.admission.readmodel.Waiting;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why a seed does not run yet. */
@Schema(name = "Waiting", title = "Why a seed does not run yet")
public record WaitingView(
        Reason reason,

        @Schema(description = "In the cluster's queue, from 1; absent outside it", examples = "4") @Nullable Integer position,

        @Schema(
                description = "For people",
                examples = "1 of 8 connections are free, tokens hold 7; this one is next and needs 2")
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
        @JsonProperty("back-off")
        BACK_OFF,
        @JsonProperty("budget")
        BUDGET,
        @JsonProperty("no-worker")
        NO_WORKER
    }

    static WaitingView of(Waiting waiting) {
        Reason reason = switch (waiting.reason()) {
            case NOT_YET_READ -> Reason.NOT_YET_READ;
            case DATABASE_AWAY -> Reason.DATABASE_AWAY;
            case HELD -> Reason.HELD;
            case BACK_OFF -> Reason.BACK_OFF;
            case BUDGET -> Reason.BUDGET;
            case NO_WORKER -> Reason.NO_WORKER;
        };
        return new WaitingView(reason, waiting.position(), waiting.text());
    }
}
