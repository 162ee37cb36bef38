package dev.seedgate.worker.feed.web;

import dev.seedgate.worker.stop.StopSignal;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Breaks a read off that nothing comes of: the JDK's client has no time-out for a body, and a server that goes silent would keep a
 * token for good. Also when the run is stopped.
 */
final class Watch implements Closeable {
    private final Duration silence;
    private final StopSignal stop;
    private final Thread thread;
    private volatile long readingSince;
    private volatile @Nullable InputStream body;
    private volatile @Nullable InputStream broken;

    Watch(Duration silence, StopSignal stop) {
        this.silence = silence;
        this.stop = stop;
        this.thread = Thread.ofVirtual().name("feed-watch").start(this::watch);
    }

    /** A read from this body begins. */
    void begin(InputStream reading) {
        body = reading;
        readingSince = System.nanoTime() | 1; // 0 means that nobody reads
    }

    /** It came back. */
    void end() {
        readingSince = 0;
    }

    /** Whether this body ended because it was broken off; it looks like one that ended of itself. */
    boolean brokeOff(InputStream read) {
        return broken == read; // only ever set, so that no later read can hide it
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        Duration tick = silence.dividedBy(4);
        while (!Thread.currentThread().isInterrupted()) {
            boolean stopped = stop.await(tick).isPresent();
            long since = readingSince;
            if (stopped || (since != 0 && System.nanoTime() - since > silence.toNanos())) {
                breakOff();
            }
            if (stopped) {
                return;
            }
        }
    }

    private void breakOff() {
        Optional.ofNullable(body).ifPresent(stream -> {
            broken = stream;
            try {
                stream.close();
            } catch (IOException e) {
                // it is broken off all the same
            }
        });
    }
}
