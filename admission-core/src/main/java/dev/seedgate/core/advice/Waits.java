package dev.seedgate.core.advice;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * How long requests waited for a worker and for connections, once nothing else was in their way.
 *
 * @param count of how many this is known; all figures are zero where it is none
 * @param p95 19 of 20 waited no longer
 */
public record Waits(int count, Duration median, Duration p95, Duration longest) {
    private static final double P95 = 0.95;

    static Waits of(Collection<Duration> waits) {
        List<Duration> sorted = waits.stream().sorted().toList();
        return new Waits(sorted.size(), at(sorted, 0.5), at(sorted, P95), at(sorted, 1));
    }

    /** The least that is not below so many of them. */
    static Duration at(List<Duration> sorted, double share) {
        int index = (int) Math.ceil(share * sorted.size()) - 1;
        return sorted.isEmpty() ? Duration.ZERO : sorted.get(Math.max(0, index));
    }
}
