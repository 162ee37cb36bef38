package dev.seedgate.core.ledger;

import dev.seedgate.core.UseThresholds;

/** How near a server is to its limit, whoever uses it. In order of urgency. */
public enum UseLevel {
    NORMAL,
    WARN,
    CRITICAL;

    /**
     * The level after a look. It rises at once, and falls only when one more session would not bring it back, so that a single
     * session that comes and goes is not an event each time.
     */
    UseLevel next(int used, int maxConnections, UseThresholds thresholds) {
        UseLevel now = of(used, maxConnections, thresholds);
        UseLevel withOneMore = of(used + 1, maxConnections, thresholds);
        UseLevel kept = compareTo(withOneMore) < 0 ? this : withOneMore;
        return now.compareTo(kept) >= 0 ? now : kept;
    }

    private static UseLevel of(int used, int maxConnections, UseThresholds thresholds) {
        long percent = 100L * used;
        if (percent >= (long) thresholds.criticalPercent() * maxConnections) {
            return CRITICAL;
        }
        return percent >= (long) thresholds.warnPercent() * maxConnections ? WARN : NORMAL;
    }
}
