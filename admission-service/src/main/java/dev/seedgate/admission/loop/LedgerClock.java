package dev.seedgate.admission.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's time of one partition. It starts at the wall clock, or at the last time that the ledger has stored where that is
 * later, and from then on advances by differences of the monotonic clock: it never jumps when somebody sets the wall clock, and
 * never runs backwards.
 *
 * <p>It also turns the broker's append times into the ledger's time. The two clocks are never compared as such: only the broker's
 * clock with itself, through the append times that come back with our own writes.
 */
final class LedgerClock {
    private final Instant start;
    private final long startNanos;
    private final LongSupplier nanoTime;

    /** When everything that had been sent was known to be read; what is read later was appended later. */
    private Instant caughtUpAt;

    private volatile @Nullable BrokerTime brokerTime;

    /** The broker's clock showed {@code millis} when ours showed {@code nanos}. */
    private record BrokerTime(long millis, long nanos) {}

    /**
     * Starts the ledger's time.
     *
     * @param wallClock now, by this machine
     * @param stored the latest time that the ledger has seen
     * @param nanoTime {@link System#nanoTime()}, or a test's
     */
    LedgerClock(Instant wallClock, Instant stored, LongSupplier nanoTime) {
        this.start = wallClock.isAfter(stored) ? wallClock : stored;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
        this.caughtUpAt = Instant.MIN;
    }

    Instant now() {
        return start.plus(Duration.ofNanos(nanoTime.getAsLong() - startNanos));
    }

    /** Everything that was sent before {@code time} has been read. */
    void caughtUp(Instant time) {
        caughtUpAt = time;
    }

    /** The broker took one of our writes. May be called from any thread. */
    void brokerShowed(long appendMillis) {
        brokerTime = new BrokerTime(appendMillis, nanoTime.getAsLong());
    }

    /**
     * The ledger's time at which the broker appended a record: never later than {@code now}, never earlier than the last moment at
     * which nothing was left to read, so that a jump of the broker's clock can shorten a lease by no more than
     * the time since that moment.
     */
    Instant appended(long appendMillis, Instant now) {
        BrokerTime known = brokerTime;
        if (known == null) {
            return now;
        }
        long elapsedMillis =
                Duration.ofNanos(nanoTime.getAsLong() - known.nanos).toMillis();
        Instant byBroker = now.minusMillis(Math.max(0, known.millis + elapsedMillis - appendMillis));
        return byBroker.isBefore(caughtUpAt) ? caughtUpAt : byBroker;
    }
}
