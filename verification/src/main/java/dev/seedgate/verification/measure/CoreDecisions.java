package dev.seedgate.verification.measure;

import dev.seedgate.protocol.Reply;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.stream.Stream;

/**
 * The core alone, on one thread: every cluster's budget is charged to the last slot, bids and requests wait, and every cycle is a request, a
 * bid, a release, the admission that it makes room for, and the grant's first renewal, in one cluster after the other.
 */
final class CoreDecisions {
    private static final int COMMANDS_PER_CYCLE = 5;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration STEP = Duration.ofNanos(10_000);
    private static final int CYCLES_A_LOOK = 1_000;
    private static final double MEBI = 1 << 20;

    private final List<Cluster> clusters;

    private CoreDecisions(List<Cluster> clusters) {
        this.clusters = clusters;
    }

    /**
     * One cluster that is full.
     *
     * @param queued how many requests wait all the time
     */
    static Figure ofOne(int queued, Duration span) {
        String what = String.format(Locale.ROOT, "core, 256 bids and %,d requests waiting", queued);
        return measure(what, 1, queued, new Size(100, 256), span);
    }

    /**
     * A thousand of them, each with a worker.
     *
     * @param queued how many requests wait all the time in all of them together
     */
    static Figure ofAThousand(int queued, Duration span) {
        String what = String.format(Locale.ROOT, "core, 1,000 clusters and %,d requests waiting", queued);
        return measure(what, 1_000, queued, new Size(10, 2), span);
    }

    /** Of a cluster: connections for tokens, and bids that wait all the time. */
    private record Size(int budget, int bids) {}

    private static Figure measure(String what, int clusters, int queued, Size size, Duration span) {
        long before = memory();
        CoreDecisions decisions = new CoreDecisions(
                Stream.generate(() -> new Cluster(size)).limit(clusters).toList());
        decisions.clusters.forEach(cluster -> cluster.fill(queued / clusters));
        long after = memory();
        decisions.cycle(WARM_UP);
        double cycles = decisions.cycle(span);
        decisions.clusters.forEach(Cluster::requireUnchanged);
        String result = String.format(
                Locale.ROOT,
                "%,.0f decisions a second (%,.0f grants), %,.0f MiB",
                cycles * COMMANDS_PER_CYCLE,
                cycles,
                (after - before) / MEBI);
        return Figure.of(what, result, true);
    }

    /** What is used once the garbage is collected. */
    private static long memory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Returns how many cycles a second there were. */
    private double cycle(Duration during) {
        long start = System.nanoTime();
        long cycles = 0;
        while (System.nanoTime() - start < during.toNanos()) {
            clusters.forEach(Cluster::cycleOnce);
            cycles += clusters.size();
        }
        return cycles * 1e9 / (System.nanoTime() - start);
    }

    private static final class Cluster {
        private final Size size;
        private final LoneCore core;
        private final Queue<Reply.Grant> held = new ArrayDeque<>();
        private long names;
        private long cycles;

        Cluster(Size size) {
            this.size = size;
            this.core = new LoneCore(size.budget());
        }

        void fill(int queued) {
            core.observe();
            for (int i = 0; i < queued + size.budget(); i++) {
                submit();
            }
            for (int i = 0; i < size.bids() + size.budget(); i++) {
                bid();
            }
            held.addAll(core.admit());
            core.ledger().takeChanges();
        }

        void cycleOnce() {
            if (cycles++ % CYCLES_A_LOOK == 0) {
                core.observe();
            }
            core.passes(STEP);
            submit();
            bid();
            core.succeeded(held.remove());
            held.addAll(core.admit());
            core.ledger().takeChanges();
        }

        private void submit() {
            core.submit("request-" + names++, "meyer", 1, null);
        }

        private void bid() {
            long number = names++;
            core.bid("bid-" + number, "worker-" + number % 32);
        }

        void requireUnchanged() {
            if (held.size() != size.budget() || core.ledger().bids().size() != size.bids()) {
                throw new IllegalStateException("the cycle lost its balance: %d tokens held, %d bids wait"
                        .formatted(held.size(), core.ledger().bids().size()));
            }
        }
    }
}
