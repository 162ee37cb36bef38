package dev.seedgate.worker.seed;

import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.StatusMessage.SeedProgress;
import dev.seedgate.worker.seed.step.StepProgress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reports a run's progress at most twice a second, and never has more than one report under way: with the broker away, reports are
 * dropped, not collected. Used by the run's own thread only.
 */
final class ProgressReport {
    private static final long INTERVAL = Duration.ofMillis(500).toNanos();
    private static final Duration LAST_WORD = Duration.ofSeconds(2);

    private final Function<SeedProgress, CompletableFuture<?>> sender;
    private final Grant grant;
    private final int steps;
    private CompletableFuture<?> underWay = CompletableFuture.completedFuture(null);
    private @Nullable SeedProgress withheld;
    private long lastSent = System.nanoTime() - INTERVAL;

    ProgressReport(Function<SeedProgress, CompletableFuture<?>> sender, Grant grant, int steps) {
        this.sender = sender;
        this.grant = grant;
        this.steps = steps;
    }

    /** Says that a step begins; what is returned reports its progress. */
    StepProgress step(int number, String name) {
        StepProgress progress = (rows, read, total) ->
                report(new SeedProgress(grant.request().id(), grant.token(), number, steps, name, rows, read, total));
        progress.at(0, 0, 0);
        return progress;
    }

    /** Sends what was withheld and waits, for a moment at most, until it is on the broker: the release must not overtake it. */
    void flush() throws InterruptedException {
        if (withheld != null && underWay.isDone()) {
            send(withheld);
        }
        try {
            underWay.get(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            underWay.cancel(false); // progress is only good while the seed runs; nobody misses the last of it
        }
    }

    private void report(SeedProgress progress) {
        if (underWay.isDone() && System.nanoTime() - lastSent >= INTERVAL) {
            send(progress);
        } else {
            withheld = progress;
        }
    }

    private void send(SeedProgress progress) {
        withheld = null;
        lastSent = System.nanoTime();
        underWay = sender.apply(progress);
    }
}
