package dev.seedgate.exec.gate;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where the two threads of a client meet: the one that carries what the client says needs a session, and the other one opens it, at the
 * beginning and whenever the client speaks again after its session made room for another client's.
 */
final class Presence {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable ServerSession session;
    private boolean wanted;
    private boolean over;

    /**
     * There is a session.
     *
     * @return false when nobody will want it any more
     */
    boolean opened(ServerSession opened) {
        lock.lock();
        try {
            session = opened;
            wanted = false;
            changed.signalAll();
            return !over;
        } finally {
            lock.unlock();
        }
    }

    /** There is none for the time being. */
    void parted() {
        lock.lock();
        try {
            session = null;
        } finally {
            lock.unlock();
        }
    }

    boolean isParted() {
        lock.lock();
        try {
            return session == null;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the client needs a session; false when it never will again. */
    boolean awaitWanted() {
        lock.lock();
        try {
            while (!wanted && !over) {
                changed.awaitUninterruptibly();
            }
            return !over;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a session.
     *
     * @param before one that was parted from, which is no use; null for none
     * @return null when there will be none
     */
    @Nullable ServerSession await(@Nullable ServerSession before) {
        lock.lock();
        try {
            while (!over && (session == null || session == before)) {
                wanted = true;
                changed.signalAll();
                changed.awaitUninterruptibly();
            }
            return over ? null : session;
        } finally {
            lock.unlock();
        }
    }

    /**
     * No session is needed any more.
     *
     * @return the one that there is
     */
    @Nullable ServerSession end() {
        lock.lock();
        try {
            over = true;
            changed.signalAll();
            return session;
        } finally {
            lock.unlock();
        }
    }

    boolean isOver() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }
}
