package dev.seedgate.admission.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.seedgate.admission.config.HttpLimits;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How often each caller may ask: so many times a second, and in a burst as often as in ten seconds. Of this replica only; with two,
 * twice as often.
 */
@Singleton
public class RequestRates {
    private static final int BURST_SECONDS = 10;
    /** A bucket is full again after {@value #BURST_SECONDS} s: whoever was silent for longer needs none. */
    private static final Duration FORGET_AFTER = Duration.ofMinutes(1);

    private static final int MOST_CALLERS = 100_000;

    private final int perSecond;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .expireAfterAccess(FORGET_AFTER)
            .maximumSize(MOST_CALLERS)
            .build();

    RequestRates(HttpLimits limits) {
        this.perSecond = limits.maxRequestRate();
    }

    /**
     * Counts a request.
     *
     * @return after how long the caller may ask again; zero where he may go on
     */
    public Duration count(String caller) {
        ConsumptionProbe probe = buckets.get(caller, name -> full()).tryConsumeAndReturnRemaining(1);
        return Duration.ofNanos(probe.isConsumed() ? 0 : probe.getNanosToWaitForRefill());
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity((long) perSecond * BURST_SECONDS).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }
}
