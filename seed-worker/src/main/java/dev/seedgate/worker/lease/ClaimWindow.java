package dev.seedgate.worker.lease;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Within which the first renewal must be on the broker. Known twice over: by our monotonic clock from when we read the grant, and,
 * where the broker stamps grants, by the broker's own clock from when the grant was written, so that a grant which lay unread for
 * a while (this process was stopped, say) is not mistaken for a fresh one.
 *
 * @param end by {@link System#nanoTime}
 * @param lastAppend the latest append time of the first renewal, in milliseconds since 1970 by the broker's clock
 */
public record ClaimWindow(long end, OptionalLong lastAppend) {

    /**
     * The window of a grant that was read just now.
     *
     * @param grantAppendedAt by the broker's clock, in milliseconds since 1970; empty where grants bear their sender's time
     */
    public static ClaimWindow fromNow(Duration length, OptionalLong grantAppendedAt) {
        return new ClaimWindow(
                System.nanoTime() + length.toNanos(),
                grantAppendedAt.isPresent()
                        ? OptionalLong.of(grantAppendedAt.getAsLong() + length.toMillis())
                        : OptionalLong.empty());
    }

    boolean contains(long appendedAt) {
        return lastAppend.isEmpty() || appendedAt <= lastAppend.getAsLong();
    }
}
