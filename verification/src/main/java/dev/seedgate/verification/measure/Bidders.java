package dev.seedgate.verification.measure;

import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * A closed loop: so many bidders, and always more requests than bidders. Whoever is granted a token holds it, gives it back, and bids
 * again; every token given back is followed by one more request.
 */
final class Bidders implements AutoCloseable {
    private static final int WORKERS = 32;
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(1);
    private static final long DRAIN_STEP_MILLIS = 20;

    private final Wire wire;
    private final Load load;
    private final Observer observer;
    private final Audit audit = new Audit();
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final List<WorkerId> workers;
    private final AtomicLong names = new AtomicLong();
    private final Map<String, Open> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService holders = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean draining;

    /**
     * What is asked of the loop. A token is held for the hold time, and its bidder bids again after the thinking time. Both vary by
     * half around what is said, so that nothing falls into step with the loop's own waits; 0 is at once, on the receiving thread.
     *
     * @param bidders how many there are
     * @param connections of every request
     */
    record Load(int bidders, int connections, int holdMillis, int thinkMillis) {
        /** Small requests, given back at once and bid for again at once. */
        static Load steady(int bidders) {
            return new Load(bidders, 1, 0, 0);
        }
    }

    /** Hears of everything that can be timed, in {@link System#nanoTime()}. */
    interface Observer {
        /** A bid that was handed to the producer at {@code bidNanos} was granted. */
        default void granted(long bidNanos, long grantNanos) {}

        /** A token is handed to the producer as released. */
        default void released(long releaseNanos) {}
    }

    /** A bid that waits. */
    private record Open(WorkerId worker, long sinceNanos) {}

    Bidders(Wire wire, Load load, Observer observer) {
        this.wire = wire;
        this.load = load;
        this.observer = observer;
        this.workers = IntStream.range(0, Math.min(WORKERS, load.bidders))
                .mapToObj(number -> new WorkerId("bidder-" + run + "-" + number, "only-life"))
                .toList();
        wire.onGrant(this::granted);
    }

    /** Queues twice as many requests as there are bidders, and lets them bid. */
    void start() {
        IntStream.range(0, 2 * load.bidders).forEach(number -> submit());
        IntStream.range(0, load.bidders).forEach(number -> bid());
    }

    Audit audit() {
        return audit;
    }

    private void granted(Reply.Grant grant, long receivedNanos) {
        Open bid = open.remove(grant.bid());
        audit.granted(grant);
        if (bid != null) {
            observer.granted(bid.sinceNanos, receivedNanos);
        }
        after(load.holdMillis, () -> {
            giveBack(grant);
            after(load.thinkMillis, this::bid);
        });
    }

    private void after(int millis, Runnable action) {
        if (millis == 0) {
            action.run();
        } else {
            long varied = ThreadLocalRandom.current().nextLong(millis / 2, millis * 3L / 2);
            var unused = holders.schedule(action, varied, TimeUnit.MILLISECONDS);
        }
    }

    private void giveBack(Reply.Grant grant) {
        observer.released(System.nanoTime());
        wire.release(grant);
        if (!draining) {
            submit();
        }
    }

    private void submit() {
        String id = "measured-" + run + "-" + names.incrementAndGet();
        audit.submitted(id);
        wire.submit(new SeedRequest(
                id,
                Bench.CLUSTER,
                Bench.DATABASE,
                "meyer",
                load.connections,
                SeedRequest.DEFAULT_ATTEMPTS,
                Duration.ofMinutes(30),
                Map.of("feed", "feeds/meyer.csv"),
                Scheduling.DEFAULT,
                Instant.now()));
    }

    private void bid() {
        long number = names.incrementAndGet();
        String bid = run + "-" + number;
        int bidder = (int) (number % workers.size());
        open.put(bid, new Open(workers.get(bidder), System.nanoTime()));
        wire.bid(bid, workers.get(bidder), bidder % wire.grantPartitions());
    }

    /** Submits no more, waits until every request was granted, and withdraws the bids that are left. */
    void drain() throws InterruptedException {
        draining = true;
        long deadline = System.nanoTime() + DRAIN_LIMIT.toNanos();
        while (!audit.isComplete() && System.nanoTime() < deadline) {
            wire.requireSound();
            Thread.sleep(DRAIN_STEP_MILLIS);
        }
        wire.onGrant((grant, nanos) -> {
            audit.granted(grant);
            wire.release(grant);
        });
        open.forEach((bid, waiting) -> wire.withdraw(bid, waiting.worker));
    }

    /** Returns when every token was given back. */
    @Override
    public void close() {
        holders.close();
    }
}
