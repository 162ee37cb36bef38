package dev.seedgate.admission.agent;

import dev.seedgate.admission.agent.ObservationSink.Delivery;
import dev.seedgate.admission.ledger.LedgerView;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * What the ledger says, and whether it is still this replica's. A new owner's agent ends its predecessor's session; a predecessor that
 * was paused, or is cut off from the broker, has not heard yet that the ledger is no longer its own, and would end the new agent's session
 * in turn. So an agent whose session ended connects again only after a sign that it still has the ledger. Thread-safe.
 */
final class Ownership {
    /** The broker answers, so a ledger that is lost says so within this time. */
    static final Duration SILENCE = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration RESEND = Duration.ofMillis(500);

    private final AtomicReference<LedgerView> newest;
    private final CountDownLatch lost = new CountDownLatch(1);

    Ownership(LedgerView view) {
        this.newest = new AtomicReference<>(view);
    }

    LedgerView view() {
        return newest.get();
    }

    /** The ledger changed, which it does only for its owner. Returns what it said before. */
    LedgerView changed(LedgerView view) {
        return newest.getAndSet(view);
    }

    /** For good. */
    void lose() {
        lost.countDown();
    }

    boolean isLost() {
        return lost.getCount() == 0;
    }

    /** Waits, but not beyond the loss. */
    void pause(Duration time) throws InterruptedException {
        lost.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Returns when the ledger has changed since the call, or the broker took a message and the ledger was not lost for {@link #SILENCE}
     * thereafter, or it was lost. There is no other bound: who does not reach the broker owns nothing.
     *
     * @param message sends something to the broker; called again when it did not arrive
     */
    void awaitSign(Consumer<Delivery> message) throws InterruptedException {
        long revision = newest.get().revision();
        Sent sent = Sent.by(message);
        while (!isLost() && newest.get().revision() <= revision && !sent.arrivedBefore(SILENCE)) {
            pause(PAUSE);
            if (sent.isDropped()) {
                pause(RESEND);
                sent = Sent.by(message);
            }
        }
    }

    /** A message, and when it arrived. */
    private static final class Sent {
        private static final long UNDER_WAY = 0;
        private static final long DROPPED = -1;

        private final long sentAt = System.nanoTime();
        /** Nanoseconds from the sending to the arrival, 1 at least; or one of the above. */
        private final AtomicLong arrival = new AtomicLong(UNDER_WAY);

        static Sent by(Consumer<Delivery> message) {
            Sent sent = new Sent();
            message.accept(
                    arrived -> sent.arrival.set(arrived ? Math.max(1, System.nanoTime() - sent.sentAt) : DROPPED));
            return sent;
        }

        boolean isDropped() {
            return arrival.get() == DROPPED;
        }

        boolean arrivedBefore(Duration ago) {
            long after = arrival.get();
            return after > UNDER_WAY && System.nanoTime() - sentAt - after >= ago.toNanos();
        }
    }
}
