package dev.seedgate.admission.schedule;

import dev.seedgate.protocol.SeedState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as people want to see it.
 *
 * @param runsMissed whether a time at which no replica ran is made up for
 * @param seeds their names
 * @param next its next times
 * @param last its last time; null where none is past
 * @param lastBatch the last one that is known; null where none is
 */
public record ScheduleReport(
        String name,
        String cron,
        ZoneId zone,
        boolean runsMissed,
        List<String> seeds,
        List<Instant> next,
        @Nullable LastTime last,
        @Nullable LastBatch lastBatch) {
    public ScheduleReport {
        seeds = List.copyOf(seeds);
        next = List.copyOf(next);
    }

    /**
     * A time that is past.
     *
     * @param batch what was posted for it; null where nothing was
     * @param why nothing was, for people; null where something was
     */
    public record LastTime(
            Instant at,
            Fate fate,
            @Nullable String batch,
            @Nullable String why) {}

    /**
     * What was posted last.
     *
     * @param states how many of its seeds are where
     */
    public record LastBatch(String batch, Instant postedAt, SortedMap<SeedState, Integer> states) {}

    /** What became of a time. */
    public enum Fate {
        /** Its seeds were posted. */
        POSTED,
        /** It was left out, because seeds of an earlier time were unfinished. */
        LEFT_OUT,
        /** Its seeds were refused. */
        REFUSED,
        /** It is due, and not posted yet. */
        DUE,
        /** Nothing was posted, and nothing stood in the way: no replica ran. */
        MISSED,
        /** Nothing is known of the schedule so far back. */
        UNKNOWN
    }
}
