package dev.seedgate.admission.readmodel;

import java.time.Duration;
import java.time.Instant;

/**
 * One moment by both of this machine's clocks: times of others are held against the wall clock, and how long ago something was read
 * against the monotonic one.
 *
 * @param nanos {@link System#nanoTime()}
 */
public record Moment(Instant wall, long nanos) {
    public static Moment now() {
        return new Moment(Instant.now(), System.nanoTime());
    }

    /** The time since something was read. */
    Duration sinceNanos(long earlier) {
        return Duration.ofNanos(nanos - earlier);
    }

    /** The time since a moment of the ledger's time, which is close to this machine's; never negative. */
    Duration since(Instant earlier) {
        Duration time = Duration.between(earlier, wall);
        return time.isNegative() ? Duration.ZERO : time;
    }
}
