package dev.seedgate.worker.seed;

import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.StatusMessage.SeedProgress;
import dev.seedgate.worker.seed.step.StepProgress;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reports a run's progress at most twice a second, and never has more than one report under way: with the broker away, reports are
 * dropped, not collected. The last word before a silence is sent too, when its time has come. May be told by several threads.
 */
final class ProgressReport {
    private static final long INTERVAL = Duration.ofMillis(500).toNanos();
    private static final Duration LAST_WORD = Duration.ofSeconds(2);

    private final Function<SeedProgress, CompletableFuture<?>> sender;
    private final Grant grant;
    private final int steps;
    private final LongSupplier clock;
    private CompletableFuture<?> underWay = CompletableFuture.completedFuture(null);
    private @Nullable SeedProgress withheld;
    private long lastSent;
    private boolean reminded;
    private boolean closed;

    ProgressReport(Function<SeedProgress, CompletableFuture<?>> sender, Grant grant, int steps) {
        this(sender, grant, steps, System::nanoTime);
    }

    /** @param clock monotonic, in nanoseconds */
    ProgressReport(Function<SeedProgress, CompletableFuture<?>> sender, Grant grant, int steps, LongSupplier clock) {
        this.sender = sender;
        this.grant = grant;
        this.steps = steps;
        this.clock = clock;
        this.lastSent = clock.getAsLong() - INTERVAL;
    }

    /** Says that a step begins; what is returned reports its progress. */
    StepProgress step(int number, String name) {
        StepProgress progress = new Step(number, name, clock.getAsLong());
        progress.at(0, 0, 0);
        return progress;
    }

    /** Sends what was withheld and waits, for a moment at most, until it is on the broker: the release must not overtake it. */
    void flush() throws InterruptedException {
        CompletableFuture<?> last = lastWord();
        try {
            last.get(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            last.cancel(false); // progress is only good while the seed runs; nobody misses the last of it
        }
    }

    private synchronized CompletableFuture<?> lastWord() {
        if (withheld != null && underWay.isDone()) {
            send(withheld);
        }
        closed = true;
        return underWay;
    }

    private synchronized void report(SeedProgress progress) {
        withheld = progress;
        sendWhenDue();
    }

    /** Sends at once what may be sent, and otherwise sees to it that somebody looks again. */
    private synchronized void sendWhenDue() {
        if (closed || withheld == null) {
            return;
        }
        long wait = INTERVAL - (clock.getAsLong() - lastSent);
        if (wait <= 0 && underWay.isDone()) {
            send(withheld);
        } else if (!reminded) {
            reminded = true;
            CompletableFuture.delayedExecutor(Math.max(wait, INTERVAL / 5), TimeUnit.NANOSECONDS)
                    .execute(this::remember);
        }
    }

    private synchronized void remember() {
        reminded = false;
        sendWhenDue();
    }

    private void send(SeedProgress progress) {
        withheld = null;
        lastSent = clock.getAsLong();
        underWay = sender.apply(progress);
    }

    /** One step's progress, and how fast it goes. */
    private final class Step implements StepProgress {
        private final int number;
        private final String name;
        private final Pace rows;
        private final Pace bytes;

        Step(int number, String name, long begun) {
            this.number = number;
            this.name = name;
            this.rows = new Pace(begun);
            this.bytes = new Pace(begun);
        }

        @Override
        public synchronized void at(long rowsRead, long bytesRead, long bytesTotal) {
            long now = clock.getAsLong();
            rows.at(now, rowsRead);
            bytes.at(now, bytesRead);
            report(new SeedProgress(
                    grant.request().id(),
                    grant.token(),
                    number,
                    steps,
                    name,
                    rowsRead,
                    bytesRead,
                    bytesTotal,
                    rowsPerSecond(),
                    left(bytesRead, bytesTotal)));
        }

        private @Nullable Long rowsPerSecond() {
            OptionalDouble known = rows.perSecond();
            return known.isPresent() ? Long.valueOf(Math.round(known.getAsDouble())) : null;
        }

        private @Nullable Duration left(long bytesRead, long bytesTotal) {
            double perSecond = bytes.perSecond().orElse(0);
            if (bytesTotal <= 0 || perSecond < 1) {
                return null;
            }
            return Duration.ofMillis(Math.round(1_000.0 * Math.max(0, bytesTotal - bytesRead) / perSecond));
        }
    }
}
