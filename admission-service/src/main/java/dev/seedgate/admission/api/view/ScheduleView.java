package dev.seedgate.admission.api.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.seedgate.admission.schedule.ScheduleReport;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Seeds by the clock. */
@Schema(name = "Schedule", title = "Seeds that are posted by the clock")
public record ScheduleView(
        @Schema(examples = "nightly") String name,

        @Schema(description = "Minute, hour, day of the month, month, day of the week", examples = "0 2 * * 1-5")
        String cron,

        @Schema(description = "In which that is meant", examples = "Europe/Berlin")
        String zone,

        @Schema(
                description =
                        "What becomes of a time at which no replica ran: skip, or run-once for the last one of the"
                                + " last 24 hours",
                examples = "skip")
        String missed,

        @Schema(description = "What is posted, by the definitions' names", examples = "[\"schema\", \"meyer\"]")
        List<String> seeds,

        @Schema(description = "The next three times") List<Instant> next,
        @Nullable LastTime last,
        @Nullable LastBatch lastBatch) {

    /** A time that is past. */
    @Schema(name = "ScheduleTime", title = "The last time of a schedule, and what became of it")
    public record LastTime(
            Instant at,
            Fate fate,

            @Schema(description = "What was posted", examples = "nightly-0199a1c2-7f10-8d44-9c1e-3f5a2b6c8d90")
            @Nullable String batch,

            @Schema(
                    description = "Why nothing was, for people",
                    examples = "nightly-0199a1c2-7f10-8d44-9c1e-3f5a2b6c8d90 was unfinished then")
            @Nullable String text) {}

    /** What was posted last. */
    @Schema(name = "ScheduleBatch", title = "The last batch of a schedule that is known")
    public record LastBatch(
            @Schema(examples = "nightly-0199a1c2-7f10-8d44-9c1e-3f5a2b6c8d90")
            String batch,

            Instant postedAt,

            @Schema(
                    description = "How many of its seeds are in which state",
                    type = SchemaType.OBJECT,
                    implementation = Object.class,
                    examples = "{\"succeeded\": 5, \"dead\": 1}")
            Map<String, Integer> states) {}

    /** What became of a time. */
    @Schema(
            name = "ScheduleFate",
            description =
                    "posted; left-out (seeds of an earlier time were unfinished); refused; due (this replica has not posted it"
                            + " yet); missed (nothing was posted, and nothing stood in the way: no replica ran); unknown (before this"
                            + " replica's start, and nothing older is known)")
    public enum Fate {
        @JsonProperty("posted")
        POSTED,
        @JsonProperty("left-out")
        LEFT_OUT,
        @JsonProperty("refused")
        REFUSED,
        @JsonProperty("due")
        DUE,
        @JsonProperty("missed")
        MISSED,
        @JsonProperty("unknown")
        UNKNOWN
    }

    public static ScheduleView of(ScheduleReport report) {
        return new ScheduleView(
                report.name(),
                report.cron(),
                report.zone().getId(),
                report.runsMissed() ? "run-once" : "skip",
                report.seeds(),
                report.next(),
                report.last() == null ? null : of(report.last()),
                report.lastBatch() == null ? null : of(report.lastBatch()));
    }

    private static LastTime of(ScheduleReport.LastTime last) {
        Fate fate = switch (last.fate()) {
            case POSTED -> Fate.POSTED;
            case LEFT_OUT -> Fate.LEFT_OUT;
            case REFUSED -> Fate.REFUSED;
            case DUE -> Fate.DUE;
            case MISSED -> Fate.MISSED;
            case UNKNOWN -> Fate.UNKNOWN;
        };
        return new LastTime(last.at(), fate, last.batch(), last.why());
    }

    private static LastBatch of(ScheduleReport.LastBatch last) {
        Map<String, Integer> states = new TreeMap<>();
        last.states().forEach((state, count) -> states.put(state.name().toLowerCase(Locale.ROOT), count));
        return new LastBatch(last.batch(), last.postedAt(), states);
    }
}
