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

    private static Duration positive(String property, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new InvalidSettingException(property, "must be positive", value);
        }
        return value;
    }
}
