package dev.seedgate.exec.gate;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;

/**
 * Whether a client is parted from its session: asked while it is silent, and decided by its silence or by what it says next. Everything
 * is called under the lock that it was made with.
 */
final class Leaving {
    private final Condition decided;
    private boolean asked;
    private boolean parted;

    /** @param sending held while something is sent to the server; fair, so that who awaits the decision has it next */
    Leaving(Lock sending) {
        this.decided = sending.newCondition();
    }

    /** Whether what the client says next decides. */
    boolean isAsked() {
        return asked;
    }

    boolean isParted() {
        return parted;
    }

    /** The client spoke while it was asked, and nothing of that was sent yet. */
    void decide(boolean leaves) {
        asked = false;
        parted = leaves;
        decided.signal();
    }

    /** Who awaits the decision looks whether the client is gone. */
    void wake() {
        decided.signal();
    }

    /**
     * Asks, and waits for the decision; a client that stays silent leaves.
     *
     * @param rest how long it must be silent for that
     * @param gone whether it will not say anything any more
     */
    void await(Duration rest, BooleanSupplier gone) throws InterruptedIOException {
        asked = true;
        try {
            for (long left = rest.toNanos(); asked && !gone.getAsBoolean() && left > 0; ) {
                left = decided.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        parted |= asked;
        asked = false;
    }
}
