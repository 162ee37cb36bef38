package dev.seedgate.worker.stop;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tells one run to end. Raised once, by whoever comes first, and never lowered. Raising does not by itself interrupt anything:
 * the run asks with {@link #check} between its pieces of work, and whoever holds something that blocks subscribes.
 */
public final class StopSignal {
    private final CompletableFuture<StopCause> raised = new CompletableFuture<>();

    /** Has no effect when the signal was raised before. */
    public void raise(StopCause cause) {
        raised.complete(cause);
    }

    public Optional<StopCause> cause() {
        return Optional.ofNullable(raised.getNow(null));
    }

    /** Waits for the signal, for so long at most; what is returned is the same as {@link #cause} after that. */
    public Optional<StopCause> await(Duration time) {
        try {
            return Optional.of(raised.get(time.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return cause();
        } catch (TimeoutException | ExecutionException e) {
            return cause();
        }
    }

    /** Returns only while the run may go on. */
    public void check() throws StoppedException {
        StopCause cause = raised.getNow(null);
        if (cause != null) {
            throw new StoppedException(cause);
        }
    }

    /** Runs the action on a thread of its own once the signal is raised, at once if it already is. */
    public void whenRaised(Runnable action) {
        var unused = raised.thenRunAsync(
                action, task -> Thread.ofVirtual().name("stop").start(task));
    }

    /** Raises the signal after a time, unless the timer is cancelled before. */
    public Timer raiseAfter(Duration time, StopCause cause) {
        Thread thread = Thread.ofVirtual().name("timeout").start(() -> {
            try {
                Thread.sleep(time);
                raise(cause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // cancelled: the thread ends here
            }
        });
        return thread::interrupt;
    }

    /** A signal that is to come. */
    @FunctionalInterface
    public interface Timer {
        void cancel();
    }
}
