package dev.seedgate.worker.config;

import java.time.Duration;

/**
 * A worker's times; all positive, but for {@code gracePeriod}, which may be zero.
 *
 * @param gracePeriod how long running seeds may go on after SIGTERM
 * @param leaseMargin how long before the end of its lease a run is stopped; less than half of every lease
 * @param acquisitionTimeout how long a run waits for its connection
 * @param closeTimeout how long closing waits for PostgreSQL to end a session
 */
public record WorkerTiming(
        Duration gracePeriod, Duration leaseMargin, Duration acquisitionTimeout, Duration closeTimeout) {
    /** Beyond the time for stopping and closing: for a release to reach the broker. */
    private static final Duration LAST_RELEASES = Duration.ofSeconds(5);

    static WorkerTiming of(WorkerConfig.Worker config) {
        if (config.gracePeriod().isNegative()) {
            throw new InvalidSettingException(
                    "seedgate.worker.grace-period", "must not be negative", config.gracePeriod());
        }
        return new WorkerTiming(
                config.gracePeriod(),
                positive("seedgate.worker.lease-margin", config.leaseMargin()),
                positive("seedgate.worker.acquisition-timeout", config.acquisitionTimeout()),
                positive("seedgate.worker.close-timeout", config.closeTimeout()));
    }

    /** How long runs take at most to stop, close their sessions and give their tokens back, once they are told to. */
    public Duration stopping() {
        return leaseMargin.plus(closeTimeout.multipliedBy(2)).plus(LAST_RELEASES);
    }

    /** How long the worker takes at most to drain: whoever ends it must wait longer than this before it kills it. */
    public Duration drain() {
        return gracePeriod.plus(stopping());
    }

    private static Duration positive(String property, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new InvalidSettingException(property, "must be positive", value);
        }
        return value;
    }
}
