package dev.seedgate.core;

/**
 * When the use of a whole server is worth a warning.
 *
 * @param warnPercent of {@code max_connections}
 * @param criticalPercent likewise, higher
 */
public record UseThresholds(int warnPercent, int criticalPercent) {
    public static final UseThresholds DEFAULT = new UseThresholds(70, 85);

    public UseThresholds {
        if (warnPercent < 1 || criticalPercent > 100 || warnPercent >= criticalPercent) {
            throw new IllegalArgumentException(
                    "warnPercent must be at least 1 and less than criticalPercent, which must be at most 100, got: "
                            + warnPercent + " and " + criticalPercent);
        }
    }
}
