package dev.seedgate.core.advice;

import java.time.Duration;
import java.util.List;

/**
 * How a replay went.
 *
 * @param requests how many came within the history
 * @param neverStarted of these, how many still waited long after its end: there is no room for them
 * @param makespan the longest time from when work came to an idle cluster until all of it was done
 * @param busy for how long something ran or waited
 * @param hours of the day, in UTC, from midnight on
 * @param slowed runs that had fewer connections than were measured, and were taken to last longer in proportion
 */
public record Figures(
        int requests,
        int neverStarted,
        Waits waits,
        Duration makespan,
        Duration busy,
        List<HourUse> hours,
        int slowed) {
    public Figures {
        hours = List.copyOf(hours);
    }

    /**
     * What tokens had in an hour of the day.
     *
     * @param average connections, over all days
     * @param peak connections
     */
    public record HourUse(int hour, double average, int peak) {}
}
