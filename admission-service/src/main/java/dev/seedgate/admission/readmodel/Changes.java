package dev.seedgate.admission.readmodel;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Wakes those who wait for something to be read. */
final class Changes {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long count;

    /** Something was read, and may be asked for now. */
    void announce() {
        lock.lock();
        try {
            count++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Asks again after every change. False when the bound passed first. */
    boolean await(BooleanSupplier condition, Duration bound) throws InterruptedException {
        long end = System.nanoTime() + bound.toNanos();
        while (true) {
            long before = count();
            if (condition.getAsBoolean()) {
                return true;
            }
            if (!awaitOther(before, end)) {
                return false;
            }
        }
    }

    private long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitOther(long before, long end) throws InterruptedException {
        lock.lock();
        try {
            while (count == before) {
                if (changed.awaitNanos(end - System.nanoTime()) <= 0) {
                    return false;
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
