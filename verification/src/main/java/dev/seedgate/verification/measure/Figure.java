package dev.seedgate.verification.measure;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * One line of the result.
 *
 * @param load the machine's load average of the last minute when the measurement ended: on a machine that is busy with other
 *     things the figure says little
 * @param sound false when a grant was lost, doubled or skipped
 */
record Figure(String what, String result, double load, boolean sound) {
    private static final double NANOS_PER_MILLI = 1e6;

    static Figure of(String what, String result, boolean sound) {
        return new Figure(
                what, result, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(), sound);
    }

    /** Times as people read them. */
    static String latencies(Histogram nanos) {
        return String.format(
                Locale.ROOT,
                "p50 %6.1f ms   p95 %6.1f ms   p99 %6.1f ms   max %6.1f ms   (%d samples)",
                nanos.getValueAtPercentile(50) / NANOS_PER_MILLI,
                nanos.getValueAtPercentile(95) / NANOS_PER_MILLI,
                nanos.getValueAtPercentile(99) / NANOS_PER_MILLI,
                nanos.getMaxValue() / NANOS_PER_MILLI,
                nanos.getTotalCount());
    }

    String line() {
        return String.format(Locale.ROOT, "%-56s %s   load %.1f", what, result, load);
    }
}
