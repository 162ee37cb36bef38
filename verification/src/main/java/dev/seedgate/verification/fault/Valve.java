package dev.seedgate.verification.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** What every piece of data of a link must pass. Not a monitor: virtual threads wait here. */
final class Valve {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private State state = State.OPEN;
    private Duration delay = Duration.ZERO;

    private enum State {
        OPEN,
        FROZEN,
        CUT
    }

    /**
     * Returns when data may go on, after the link's delay.
     *
     * @throws IOException when the link is cut
     */
    void pass() throws IOException {
        Duration wait;
        lock.lock();
        try {
            while (state == State.FROZEN) {
                changed.awaitUninterruptibly();
            }
            if (state == State.CUT) {
                throw new IOException("the link is cut");
            }
            wait = delay;
        } finally {
            lock.unlock();
        }
        if (wait.isPositive()) {
            LockSupport.parkNanos(wait.toNanos());
        }
    }

    boolean isCut() {
        lock.lock();
        try {
            return state == State.CUT;
        } finally {
            lock.unlock();
        }
    }

    void open() {
        set(State.OPEN, Duration.ZERO);
    }

    void freeze() {
        set(State.FROZEN, Duration.ZERO);
    }

    void cut() {
        set(State.CUT, Duration.ZERO);
    }

    void slowDown(Duration by) {
        set(State.OPEN, by);
    }

    private void set(State newState, Duration newDelay) {
        lock.lock();
        try {
            state = newState;
            delay = newDelay;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
