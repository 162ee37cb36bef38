package dev.seedgate.core.advice;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Seeds that came within an hour of the day come later. What people waited for themselves, and what had to be done by some time, stays.
 *
 * @param hour from 0 to 23, in UTC
 */
public record MovedHour(int hour, Duration by) {
    boolean includes(PastRequest past) {
        return hourOf(past.queuedAt()) == hour
                && !past.request().hasHolder()
                && past.request().scheduling().deadline() == null;
    }

    static int hourOf(Instant at) {
        return at.atOffset(ZoneOffset.UTC).getHour();
    }
}
