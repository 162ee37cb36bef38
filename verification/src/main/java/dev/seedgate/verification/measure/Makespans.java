package dev.seedgate.verification.measure;

import dev.seedgate.core.ledger.SeedTimes;
import dev.seedgate.protocol.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.Stream;

/**
 * How long a batch takes from its first grant to its last release, against the least that any order could take. Batches are drawn:
 * {@value #SEEDS} seeds, lengths lognormal with median 9 s and σ 0.8, clipped to 2–40 s, {@value #CONNECTIONS} connections each. The core
 * itself decides; only the seeds are played.
 */
final class Makespans {
    private static final int BATCHES = 200;
    private static final int SEEDS = 17;
    private static final int CONNECTIONS = 2;
    private static final int THREE = 3;
    private static final double MEDIAN_SECONDS = 9;
    private static final double SIGMA = 0.8;
    private static final double SHORTEST = 2;
    private static final double LONGEST = 40;
    private static final int RUNS_REMEMBERED = 5;
    /** How much the runs of one seed differ: two of three lie within a fifth of what is usual. */
    private static final double RUN_SIGMA = 0.2;

    private final int budget;
    private final int atOnce;
    private final List<Batch> batches;

    private Makespans(int budget, List<Batch> batches) {
        this.budget = budget;
        this.atOnce = budget / CONNECTIONS;
        this.batches = batches;
    }

    /** The same batches for every budget. */
    static Makespans draw(long seed, int budget) {
        Random random = new Random(seed);
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            batches.add(Batch.draw(random));
        }
        return new Makespans(budget, batches);
    }

    /**
     * One batch.
     *
     * @param seconds how long each seed takes this time
     * @param earlier how long each took before
     */
    private record Batch(List<Double> seconds, List<List<Double>> earlier) {
        static Batch draw(Random random) {
            List<Double> seconds = new ArrayList<>();
            List<List<Double>> earlier = new ArrayList<>();
            for (int i = 0; i < SEEDS; i++) {
                double usual = clipped(MEDIAN_SECONDS * Math.exp(SIGMA * random.nextGaussian()));
                seconds.add(usual);
                List<Double> runs = new ArrayList<>();
                for (int run = 0; run < RUNS_REMEMBERED; run++) {
                    runs.add(usual * Math.exp(RUN_SIGMA * random.nextGaussian()));
                }
                earlier.add(runs);
            }
            return new Batch(seconds, earlier);
        }

        private static double clipped(double seconds) {
            return Math.clamp(seconds, SHORTEST, LONGEST);
        }
    }

    /** How a batch is run. */
    enum Way {
        BY_HAND("by hand: " + THREE + " with &, then wait"),
        FIRST_IN_FIRST_OUT("first in, first out"),
        WITHOUT_HISTORY("Seedgate, nothing known of the seeds"),
        WITH_HISTORY("Seedgate, knowing earlier runs that differed"),
        WITH_PERFECT_HISTORY("Seedgate, knowing each seed's time exactly");

        private final String words;

        Way(String words) {
            this.words = words;
        }
    }

    /** A line for each way. */
    List<Figure> measure() {
        return Stream.of(Way.values()).map(this::figure).toList();
    }

    private Figure figure(Way way) {
        return Figure.of(
                String.format(Locale.ROOT, "budget %d, %s", budget, way.words),
                String.format(Locale.ROOT, "%.3f times the lower bound", overBound(way)),
                true);
    }

    /** How many times the lower bound the batches take, as the mean over all of them. */
    double overBound(Way way) {
        return batches.stream()
                .mapToDouble(batch -> makespan(way, batch) / lowerBound(batch))
                .average()
                .orElseThrow();
    }

    private double makespan(Way way, Batch batch) {
        return switch (way) {
            case BY_HAND -> byHand(batch);
            case FIRST_IN_FIRST_OUT -> firstInFirstOut(batch);
            case WITHOUT_HISTORY -> run(batch, new LoneCore(budget));
            case WITH_HISTORY -> run(batch, coreThatKnows(batch.earlier()));
            case WITH_PERFECT_HISTORY ->
                run(batch, coreThatKnows(batch.seconds().stream().map(List::of).toList()));
        };
    }

    /**
     * No order can take less: the work has to be done by so many at once; the longest seed cannot be split; and of the k·m + 1 longest
     * seeds some k + 1 meet on one slot, which takes at least as long as the k + 1 shortest of them.
     */
    private double lowerBound(Batch batch) {
        List<Double> longestFirst =
                batch.seconds().stream().sorted(Comparator.reverseOrder()).toList();
        double work = batch.seconds().stream().mapToDouble(Double::doubleValue).sum();
        double bound = Math.max(work / atOnce, longestFirst.getFirst());
        for (int k = 1; k * atOnce < SEEDS; k++) {
            List<Double> shortest = longestFirst.subList(k * atOnce - k, k * atOnce + 1);
            bound = Math.max(
                    bound, shortest.stream().mapToDouble(Double::doubleValue).sum());
        }
        return bound;
    }

    /** Three in the background, and the next three when all of them are done, however much room there is. */
    private double byHand(Batch batch) {
        double total = 0;
        for (int first = 0; first < SEEDS; first += THREE) {
            total += batch.seconds().subList(first, Math.min(first + THREE, SEEDS)).stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElseThrow();
        }
        return total;
    }

    /** Computed without the core, to hold it against. */
    private double firstInFirstOut(Batch batch) {
        PriorityQueue<Double> free = new PriorityQueue<>();
        for (int slot = 0; slot < atOnce; slot++) {
            free.add(0.0);
        }
        for (double seconds : batch.seconds()) {
            free.add(free.remove() + seconds);
        }
        return free.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** @param runs the times of earlier runs of each seed */
    private LoneCore coreThatKnows(List<List<Double>> runs) {
        LoneCore core = new LoneCore(budget);
        for (int i = 0; i < SEEDS; i++) {
            core.knows(new SeedTimes(
                    Bench.DATABASE,
                    seed(i),
                    CONNECTIONS,
                    runs.get(i).stream().map(Makespans::duration).toList(),
                    core.now().plus(Duration.ofDays(1))));
        }
        return core;
    }

    /** In the core's own time. */
    private double run(Batch batch, LoneCore core) {
        core.observe();
        Map<String, Duration> lengths = new HashMap<>();
        for (int i = 0; i < SEEDS; i++) {
            core.submit("request-" + i, seed(i), CONNECTIONS, "batch");
            lengths.put(seed(i), duration(batch.seconds().get(i)));
            core.bid("bid-" + i, "worker-" + i);
        }
        Instant start = core.now();
        PriorityQueue<Run> running = new PriorityQueue<>(Comparator.comparing(Run::end));
        for (int done = 0; done < SEEDS; done++) {
            core.observe();
            core.admit()
                    .forEach(grant -> running.add(new Run(
                            grant, core.now().plus(lengths.get(grant.request().seed())))));
            Run next = running.remove();
            core.passes(Duration.between(core.now(), next.end()));
            core.succeeded(next.grant());
        }
        return seconds(Duration.between(start, core.now()));
    }

    private record Run(Reply.Grant grant, Instant end) {}

    private static String seed(int number) {
        return "seed-" + number;
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
