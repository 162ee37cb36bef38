package dev.seedgate.admission.api.live;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One cluster's overview for all who look at it. It is worked out when the first of them asks for a new one, at most once a second, so
 * that it costs the same for one as for many, and nothing for none. A large one is worked out less often: nobody is sent more than
 * {@value #CHARS_PER_SECOND} characters a second, and working it out takes no more than a tenth of a core, as long as every five
 * seconds is enough for that. Who hears nothing for ten takes his connection for lost.
 */
final class ClusterFeed {
    private static final int CHARS_PER_SECOND = 200_000;
    private static final Duration SPACING = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int COST = 10;

    private final Supplier<String> overview;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Edition latest;

    /** @param overview works it out, as JSON */
    ClusterFeed(Supplier<String> overview) {
        this.overview = overview;
    }

    /** The latest one; a new one where that is old enough. */
    Edition latest() {
        lock.lock();
        try {
            Edition known = latest;
            if (known == null || System.nanoTime() - known.goodUntil() >= 0) {
                long begun = System.nanoTime();
                String json = overview.get();
                known = new Edition(json, begun + spacing(json, System.nanoTime() - begun));
                latest = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    /** From the begin of one to that of the next, in nanoseconds. */
    private static long spacing(String json, long took) {
        long large =
                Duration.ofMillis(1_000L * json.length() / CHARS_PER_SECOND).toNanos();
        return Math.clamp(Math.max(large, COST * took), SPACING.toNanos(), LONGEST.toNanos());
    }
}
