package dev.seedgate.admission.config;

import java.time.Duration;

/**
 * {@link HttpConfig} as a checked value.
 *
 * @param brokerTimeout how long a write waits for the broker
 * @param catchUpTimeout how long a read waits for what was written before it
 * @param finishedSeeds how many finished seeds the read model keeps
 * @param maxBatch how many seeds one batch may have
 * @param maxWatchers how many clients may watch seeds at the same time
 * @param maxWaiting how many clients may wait for tokens at the same time
 * @param maxStreams how many clients may follow a cluster or the journal at the same time
 * @param maxBodyBytes the largest body of a request
 */
public record HttpLimits(
        Duration brokerTimeout,
        Duration catchUpTimeout,
        int finishedSeeds,
        int maxBatch,
        int maxWatchers,
        int maxWaiting,
        int maxStreams,
        long maxBodyBytes) {
    public HttpLimits {
        positive("broker-timeout", brokerTimeout.toMillis(), brokerTimeout);
        positive("catch-up-timeout", catchUpTimeout.toMillis(), catchUpTimeout);
        positive("finished-seeds", finishedSeeds, finishedSeeds);
        positive("max-batch", maxBatch, maxBatch);
        positive("max-watchers", maxWatchers, maxWatchers);
        positive("max-waiting", maxWaiting, maxWaiting);
        positive("max-streams", maxStreams, maxStreams);
        positive("max-body-size", maxBodyBytes, maxBodyBytes);
    }

    /**
     * Checks the configuration.
     *
     * @throws IllegalArgumentException naming the property that is wrong
     */
    public static HttpLimits of(HttpConfig config) {
        return new HttpLimits(
                config.brokerTimeout(),
                config.catchUpTimeout(),
                config.finishedSeeds(),
                config.maxBatch(),
                config.maxWatchers(),
                config.maxWaiting(),
                config.maxStreams(),
                config.maxBodySize().asLongValue());
    }

    private static void positive(String property, long value, Object shown) {
        if (value <= 0) {
            throw new IllegalArgumentException("seedgate.http." + property + " must be positive, got: " + shown);
        }
    }
}
