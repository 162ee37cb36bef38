package dev.seedgate.verification.measure;

import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A shop's day on a real service, seconds for minutes: seeds of six kinds come one by one and in batches, in the name of two tenants, and
 * played workers run what they are granted for as long as it is drawn. For a third of the time half of the workers are away.
 */
final class ShopDay implements AutoCloseable {
    private static final int WORKERS = 4;
    private static final int SLOTS = 2;
    private static final int BATCH = 8;
    private static final double BATCHES = 0.06;
    private static final int MEAN_GAP_MILLIS = 450;
    private static final int SHORTEST_MILLIS = 200;
    private static final int LONGEST_MILLIS = 3_500;
    private static final double SIGMA = 0.3;
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(2);
    private static final long STEP_MILLIS = 100;
    /** Of twentieths of the budget, which is what the shop has for seeds, or so. */
    private static final int SHARE = Bench.MAX_CONNECTIONS / 20;

    private static final List<Kind> KINDS = List.of(
            new Kind("meyer", 2, 600),
            new Kind("omix", 2, 900),
            new Kind("keystone", 4, 1_500),
            new Kind("quad", 4, 500),
            new Kind("wheelpros", 6, 1_200),
            new Kind("reindex", 10, 2_000));

    private final Wire wire;
    private final Random random;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicLong names = new AtomicLong();
    private final AtomicLong unfinished = new AtomicLong();
    private final Map<String, Integer> lengths = new ConcurrentHashMap<>();
    private final Map<String, Integer> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService hands = Executors.newSingleThreadScheduledExecutor();
    private volatile int present = WORKERS;

    /**
     * A kind of seed.
     *
     * @param share of the budget, in twentieths
     * @param usual how long it usually takes, in milliseconds
     */
    private record Kind(String name, int share, int usual) {}

    /** The same seeds at the same times for the same seed; how they meet is up to the service. */
    ShopDay(Wire wire, long seed) {
        this.wire = wire;
        this.random = new Random(seed);
        wire.onGrant((grant, nanos) -> granted(grant));
    }

    /** Lets it pass; returns when all that came is done. */
    void pass(Duration length) throws InterruptedException {
        for (int slot = 0; slot < WORKERS * SLOTS; slot++) {
            bid(slot / SLOTS);
        }
        long start = System.nanoTime();
        long passed = 0;
        while (passed < length.toMillis()) {
            wire.requireSound();
            present(passed > length.toMillis() / 3 && passed < length.toMillis() * 2 / 3 ? WORKERS / 2 : WORKERS);
            come();
            passed += Math.round(-MEAN_GAP_MILLIS * Math.log(1 - random.nextDouble()));
            Thread.sleep(Math.max(0, passed - (System.nanoTime() - start) / 1_000_000));
        }
        awaitAll();
    }

    /** One seed, or a batch. */
    private void come() {
        boolean isBatch = random.nextDouble() < BATCHES;
        String batch = isBatch ? run + "-batch-" + names.incrementAndGet() : null;
        for (int i = 0; i < (isBatch ? BATCH : 1); i++) {
            Kind kind = KINDS.get(random.nextInt(KINDS.size()));
            String tenant = random.nextInt(3) == 0 ? "night" : Scheduling.DEFAULT_TENANT;
            submit(kind, Scheduling.DEFAULT.withTenant(tenant).withBatch(batch));
        }
    }

    private void submit(Kind kind, Scheduling scheduling) {
        String id = "day-" + run + "-" + names.incrementAndGet();
        int length = (int) Math.round(kind.usual() * Math.exp(SIGMA * random.nextGaussian()));
        lengths.put(id, Math.clamp(length, SHORTEST_MILLIS, LONGEST_MILLIS));
        unfinished.incrementAndGet();
        wire.submit(new SeedRequest(
                id,
                Bench.CLUSTER,
                Bench.DATABASE,
                kind.name(),
                kind.share() * SHARE,
                SeedRequest.DEFAULT_ATTEMPTS,
                Duration.ofMinutes(30),
                Map.of(),
                scheduling,
                Instant.now()));
    }

    /** So many workers are there from now on; whoever goes finishes what it runs. */
    private void present(int workers) {
        int before = present;
        present = workers;
        if (workers < before) {
            open.forEach((bid, worker) -> {
                if (worker >= workers && open.remove(bid, worker)) {
                    wire.withdraw(bid, id(worker));
                }
            });
        }
        for (int worker = before; worker < workers; worker++) {
            for (int slot = 0; slot < SLOTS; slot++) {
                bid(worker);
            }
        }
    }

    private void bid(int worker) {
        String bid = run + "-" + names.incrementAndGet();
        open.put(bid, worker);
        wire.bid(bid, id(worker), worker % wire.grantPartitions());
    }

    private WorkerId id(int worker) {
        return new WorkerId("shop-" + run + "-" + worker, "only-life");
    }

    private void granted(Reply.Grant grant) {
        Integer worker = open.remove(grant.bid());
        Integer length = lengths.getOrDefault(grant.request().id(), SHORTEST_MILLIS);
        var unused = hands.schedule(
                () -> {
                    wire.release(grant);
                    unfinished.decrementAndGet();
                    if (worker != null && worker < present) {
                        bid(worker);
                    }
                },
                length,
                TimeUnit.MILLISECONDS);
    }

    private void awaitAll() throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_DRAIN.toNanos();
        while (unfinished.get() > 0) {
            wire.requireSound();
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(unfinished.get() + " seeds were not done in time");
            }
            Thread.sleep(STEP_MILLIS);
        }
    }

    @Override
    public void close() {
        hands.close();
    }
}
