package dev.seedgate.verification.measure;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * The measurements of one loop that nothing happens to. Each is a closed loop that runs for a while to warm up, is then timed, and
 * then drained, so that nothing is left for the next one and every grant is accounted for.
 */
final class LoopMeasurements {
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int PRECISION = 3;
    private static final int WARMING_BIDDERS = 64;
    private static final int WARMING_GRANTS = 20_000;

    /** More than half of the budget, so that two tokens never fit at once. */
    private static final int NEARLY_ALL = Bench.MAX_CONNECTIONS * 2 / 3;

    private final Wire wire;
    private final Duration span;

    LoopMeasurements(Wire wire, Duration span) {
        this.wire = wire;
        this.span = span;
    }

    /** Lets the compilers see all of it, and waits until the loop grants at all. */
    void warmUp() throws InterruptedException {
        try (Bidders closedLoop = new Bidders(wire, Bidders.Load.steady(WARMING_BIDDERS), new Bidders.Observer() {})) {
            closedLoop.start();
            while (closedLoop.audit().grants() < WARMING_GRANTS) {
                wire.requireSound();
                Thread.sleep(SECOND);
            }
            closedLoop.drain();
        }
    }

    /** From a bid's hand-over to the producer to the poll that brings its grant; requests wait all the time. */
    Figure roundTrips(String what, Bidders.Load load) throws InterruptedException {
        Recorder times = new Recorder(PRECISION);
        return latencies(what, load, times, new Bidders.Observer() {
            @Override
            public void granted(long bidNanos, long grantNanos) {
                times.recordValue(grantNanos - bidNanos);
            }
        });
    }

    /**
     * From a release's hand-over to the producer to the poll that brings the next holder's grant: every request needs nearly all of the
     * budget, and bids and requests wait.
     */
    Figure handOver() throws InterruptedException {
        Recorder times = new Recorder(PRECISION);
        AtomicLong released = new AtomicLong();
        return latencies(
                "hand-over, release to next grant",
                new Bidders.Load(4, NEARLY_ALL, 30, 0),
                times,
                new Bidders.Observer() {
                    @Override
                    public void released(long releaseNanos) {
                        released.set(releaseNanos);
                    }

                    @Override
                    public void granted(long bidNanos, long grantNanos) {
                        if (released.get() != 0) {
                            times.recordValue(grantNanos - released.get());
                        }
                    }
                });
    }

    /** Grants received per second. */
    Figure throughput(int bidders) throws InterruptedException {
        try (Bidders closedLoop = new Bidders(wire, Bidders.Load.steady(bidders), new Bidders.Observer() {})) {
            closedLoop.start();
            Thread.sleep(WARM_UP);
            Histogram seconds = new Histogram(PRECISION);
            long start = System.nanoTime();
            int first = closedLoop.audit().grants();
            int last = first;
            while (System.nanoTime() - start < span.toNanos()) {
                Thread.sleep(SECOND);
                int now = closedLoop.audit().grants();
                seconds.recordValue(now - last);
                last = now;
            }
            double rate = (last - first) * 1e9 / (System.nanoTime() - start);
            closedLoop.drain();
            String result = String.format(
                    Locale.ROOT,
                    "%.0f a second (best second %d; %s)",
                    rate,
                    seconds.getMaxValue(),
                    closedLoop.audit().words());
            return Figure.of(
                    "grants, " + bidders + " bids waiting",
                    result,
                    closedLoop.audit().isSound());
        }
    }

    private Figure latencies(String what, Bidders.Load load, Recorder times, Bidders.Observer observer)
            throws InterruptedException {
        try (Bidders closedLoop = new Bidders(wire, load, observer)) {
            closedLoop.start();
            Thread.sleep(WARM_UP);
            times.reset();
            Thread.sleep(span);
            Histogram measured = times.getIntervalHistogram();
            closedLoop.drain();
            Audit audit = closedLoop.audit();
            String result = Figure.latencies(measured) + (audit.isSound() ? "" : "   " + audit.words());
            return Figure.of(what, result, audit.isSound());
        }
    }
}
