package dev.seedgate.worker.seed.copy;

import dev.seedgate.worker.stop.StopSignal;
import dev.seedgate.worker.stop.StoppedException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One reader, several senders: each chunk goes to the stream that is free first. Few chunks wait, so that a feed of any size takes the
 * same memory. After {@link #close} no thread uses the connections any more.
 */
final class CopyStreams implements AutoCloseable {
    private static final int WAITING_EACH = 2;
    private static final long LOOK_AROUND_MILLIS = 50;

    private final StopSignal stop;
    private final BlockingQueue<Chunk> waiting;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final AtomicLong rows = new AtomicLong();
    private volatile boolean abandoned;

    /** Begins a {@code COPY} on each of the connections. */
    CopyStreams(List<Connection> connections, CopyTarget target, StopSignal stop) {
        this.stop = stop;
        this.waiting = new ArrayBlockingQueue<>(WAITING_EACH * connections.size());
        for (Connection connection : connections) {
            var sender = new CopySender(connection, target);
            threads.add(Thread.ofVirtual().name("copy").start(() -> run(sender)));
        }
    }

    /** Hands a chunk over; waits while the streams have enough. */
    void put(Chunk chunk) throws CopyFailedException, StoppedException {
        try {
            do {
                stop.check();
                requireSound();
            } while (!waiting.offer(chunk, LOOK_AROUND_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "a run's thread is not to be interrupted; its stop signal is to be raised", e);
        }
    }

    /** Waits until the server has taken everything; returns how many rows that were. */
    long finish() throws CopyFailedException, StoppedException {
        for (int i = 0; i < threads.size(); i++) {
            put(Chunk.END);
        }
        threads.forEach(CopyStreams::await);
        requireSound();
        return rows.get();
    }

    @Override
    public void close() {
        abandoned = true;
        threads.forEach(CopyStreams::await);
    }

    private void run(CopySender sender) {
        try {
            rows.addAndGet(sender.send(() -> waiting.poll(LOOK_AROUND_MILLIS, TimeUnit.MILLISECONDS), () -> abandoned));
        } catch (CopyFailedException | InterruptedException | RuntimeException e) {
            failure.compareAndSet(null, e);
            abandoned = true;
        } catch (Error e) { // whoever hands chunks over must not wait for a thread that is gone
            failure.compareAndSet(null, new IllegalStateException("a stream broke: " + e, e));
            abandoned = true;
            throw e;
        }
    }

    private void requireSound() throws CopyFailedException {
        switch (failure.get()) {
            case null -> {}
            case CopyFailedException failed -> throw failed;
            case Exception other -> throw new IllegalStateException("a stream broke", other);
        }
    }

    /** Without a bound: whoever stops the run also ends what the connections are doing. */
    private static void await(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
