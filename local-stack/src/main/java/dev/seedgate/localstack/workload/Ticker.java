package dev.seedgate.localstack.workload;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Repeats a task at a fixed rate on a daemon thread of its own. A run that takes too long swallows the ones that it overran: a
 * probe that made up for a pause would be a burst of its own.
 */
final class Ticker implements AutoCloseable {
    private static final long JOIN_SECONDS = 5;

    private final Thread thread;
    private volatile boolean stopped;

    private Ticker(String name, Duration period, Runnable task) {
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> repeat(period.toNanos(), task));
    }

    static Ticker start(String name, Duration period, Runnable task) {
        Ticker ticker = new Ticker(name, period, task);
        ticker.thread.start();
        return ticker;
    }

    private void repeat(long period, Runnable task) {
        long next = System.nanoTime();
        while (!stopped) {
            task.run();
            next = Math.max(next + period, System.nanoTime());
            while (!stopped && next - System.nanoTime() > 0) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
    }

    /** Returns when the last run is over. */
    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(JOIN_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
