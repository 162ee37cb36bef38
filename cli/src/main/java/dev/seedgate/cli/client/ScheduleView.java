package dev.seedgate.cli.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Seeds that are posted by the clock.
 *
 * @param next its next times
 */
public record ScheduleView(
        String name,
        String cron,
        String zone,
        @Nullable List<Instant> next,
        @Nullable LastTime last,
        @Nullable LastBatch lastBatch) {

    /** What became of its last time. */
    public record LastTime(
            Instant at,
            String fate,
            @Nullable String batch,
            @Nullable String text) {}

    /** What was posted last, with how many of its seeds are in which state. */
    public record LastBatch(
            String batch, Instant postedAt, @Nullable Map<String, Integer> states) {}

    /** All schedules of an installation. */
    public record Schedules(List<ScheduleView> schedules) {}
}
