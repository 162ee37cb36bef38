package dev.seedgate.verification.measure;

import dev.seedgate.localstack.installation.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/**
 * Kills the owner again and again while a standby is in the group and bids are outstanding, and takes the longest silence between
 * two grants for the gap. The dead one comes back as the next standby, and the silence then is the second figure.
 */
final class Takeovers {
    private static final int BIDDERS = 16;
    /** A hundred grants a second or so: what the successor reads back is then a busy day's ledger, and not a benchmark's. */
    private static final int THINKING_MILLIS = 100;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** A standby that joins is given half of the partitions; by then all of that is over. */
    private static final Duration SETTLED = Duration.ofSeconds(6);

    private static final Duration AFTERWARDS = Duration.ofSeconds(8);
    private static final Duration STEP = Duration.ofMillis(50);

    private final Bench bench;
    private final AtomicLong lastGrant = new AtomicLong();
    private final AtomicLong longestSilence = new AtomicLong();

    Takeovers(Bench bench) {
        this.bench = bench;
    }

    List<Figure> measure(int kills) throws InterruptedException {
        bench.startStandby();
        Bidders.Observer observer = new Bidders.Observer() {
            @Override
            public void granted(long bidNanos, long grantNanos) {
                silenceUntil(grantNanos);
            }
        };
        Histogram gaps = new Histogram(3);
        Histogram joins = new Histogram(3);
        try (Bidders closedLoop =
                new Bidders(bench.wire(), new Bidders.Load(BIDDERS, 1, 0, THINKING_MILLIS), observer)) {
            closedLoop.start();
            for (int kill = 0; kill < kills; kill++) {
                ServiceProcess owner = settledOwner();
                gaps.recordValue(silenceAfter(owner::kill));
                joins.recordValue(silenceAfter(owner::restart));
            }
            closedLoop.drain();
            Audit audit = closedLoop.audit();
            return List.of(
                    Figure.of(
                            "takeover, kill -9 of the owner",
                            Figure.latencies(gaps) + "; " + audit.words(),
                            audit.isSound()),
                    Figure.of("the dead one joins again", Figure.latencies(joins), audit.isSound()));
        }
    }

    private void silenceUntil(long grantNanos) {
        long before = lastGrant.getAndSet(grantNanos);
        longestSilence.accumulateAndGet(grantNanos - before, Math::max);
    }

    /** The longest of the silences that follow, in nanoseconds. */
    private long silenceAfter(Runnable what) throws InterruptedException {
        lastGrant.set(System.nanoTime());
        longestSilence.set(0);
        what.run();
        long done = System.nanoTime();
        await("a grant afterwards", () -> bench.owner().isPresent() && lastGrant.get() > done);
        Thread.sleep(AFTERWARDS);
        return longestSilence.get();
    }

    /** The owner, once nothing has moved for a while. */
    private ServiceProcess settledOwner() throws InterruptedException {
        Thread.sleep(SETTLED);
        await("an owner of the measured partition", () -> bench.owner().isPresent());
        return bench.owner().orElseThrow();
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            bench.wire().requireSound();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("waited " + PATIENCE + " for " + what);
            }
            Thread.sleep(STEP);
        }
    }
}
