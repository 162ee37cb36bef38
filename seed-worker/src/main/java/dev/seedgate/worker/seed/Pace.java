package dev.seedgate.worker.seed;

import java.time.Duration;
import java.util.OptionalDouble;

/** How fast an amount grows, over the last seconds: what is longer ago weighs less. Not thread-safe. */
final class Pace {
    private static final double MEMORY_NANOS = Duration.ofSeconds(4).toNanos();
    /** Shorter times measure the size of a buffer. */
    private static final long SHORTEST_NANOS = Duration.ofMillis(300).toNanos();

    private long lastNanos;
    private long lastAmount;
    private double perNano = Double.NaN;

    /** @param nanos of a monotonic clock, at which the amount is zero */
    Pace(long nanos) {
        this.lastNanos = nanos;
    }

    /** @param amount never less than before */
    void at(long nanos, long amount) {
        long time = nanos - lastNanos;
        if (time < SHORTEST_NANOS) {
            return;
        }
        double now = (double) (amount - lastAmount) / time;
        double weight = 1 - Math.exp(-time / MEMORY_NANOS);
        perNano = Double.isNaN(perNano) ? now : perNano + weight * (now - perNano);
        lastNanos = nanos;
        lastAmount = amount;
    }

    /** Empty where it is too early to tell. */
    OptionalDouble perSecond() {
        return Double.isNaN(perNano)
                ? OptionalDouble.empty()
                : OptionalDouble.of(perNano * Duration.ofSeconds(1).toNanos());
    }
}
