package dev.seedgate.verification.measure;

import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.SeedTimes;
import dev.seedgate.core.outlook.Scaling;
import dev.seedgate.core.outlook.WorkerKind;
import dev.seedgate.protocol.BudgetFigures;
import dev.seedgate.protocol.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * What an autoscaler makes of {@code GET /v1/scaling} over two bursts: the core itself decides and says how many workers would be of use;
 * the autoscaler, the workers and the seeds are played, second by second. The autoscaler is set as in {@code k8s/}.
 */
final class ScalingCurve {
    static final int BUDGET = 14;
    static final int SLOTS = 2;
    private static final Duration WORKER_COMES_AFTER = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofSeconds(15);
    private static final Duration STABILISATION = Duration.ofMinutes(1);
    private static final Duration FIRST_BURST = Duration.ofSeconds(30);
    private static final Duration SECOND_BURST = Duration.ofMinutes(8);
    private static final int SMALL_ONES = 60;
    private static final int LARGEST = 10;
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final List<String> HEADER = List.of(
            "|  time | waiting | running | charged | could run at once | wanted | replicas | draining |",
            "| ----: | ------: | ------: | ------: | ----------------: | -----: | -------: | -------: |");

    private final LoneCore core = new LoneCore(BUDGET);
    private final Instant start = core.now();
    private final Map<String, Duration> lengths = new HashMap<>();
    private final SimulatedWorkers workers =
            new SimulatedWorkers(core, SLOTS, WORKER_COMES_AFTER, grant -> takes(grant));
    private final Deque<Integer> lately = new ArrayDeque<>();
    private final Random random;
    private final List<Row> rows = new ArrayList<>();

    /**
     * A look of the autoscaler.
     *
     * @param draining workers that were told to end and still run something
     * @param busy workers that run something, those that drain included
     */
    record Row(
            Duration time,
            long waiting,
            int running,
            BudgetFigures figures,
            Scaling scaling,
            int wanted,
            int replicas,
            int draining,
            int busy) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "| %5d | %7d | %7d | %4d/%2d | %17d | %6d | %8d | %8d |",
                    time.toSeconds(),
                    waiting,
                    running,
                    figures.charged(),
                    figures.budget(),
                    scaling.seeds(),
                    wanted,
                    replicas,
                    draining);
        }
    }

    /** The same bursts for the same seed. */
    ScalingCurve(long seed) {
        random = new Random(seed);
    }

    /** The curve as a table. */
    List<String> rows() {
        run();
        List<String> lines = new ArrayList<>(HEADER);
        rows.forEach(row -> lines.add(row.toString()));
        lines.add(lengths.size() + " seeds posted, " + workers.succeeded() + " runs, all of which succeeded; "
                + workers.drainedBusy() + " workers were told to end while they ran something, and finished it");
        return lines;
    }

    /**
     * Plays it to its end.
     *
     * @throws IllegalStateException when it takes so long that something must have been lost
     */
    List<Row> run() {
        core.observe();
        boolean over = false;
        while (!over) {
            Duration time = Duration.between(start, core.now());
            post(time);
            workers.turn();
            if (time.toSeconds() % POLL.toSeconds() == 0) {
                rows.add(look(time));
            }
            over = time.compareTo(SECOND_BURST) > 0 && waiting().isEmpty() && workers.busy() + workers.replicas() == 0;
            if (time.compareTo(LONGEST) > 0) {
                throw new IllegalStateException("after " + time + " these still wait: " + waiting());
            }
            core.passes(Duration.ofSeconds(1));
        }
        return rows;
    }

    SimulatedWorkers workers() {
        return workers;
    }

    int posted() {
        return lengths.size();
    }

    private void post(Duration time) {
        if (time.equals(FIRST_BURST)) {
            for (int i = 0; i < SMALL_ONES; i++) {
                post(1 + random.nextInt(4), 10 + random.nextInt(50));
            }
        }
        if (time.equals(SECOND_BURST)) {
            post(LARGEST, 60);
            for (int i = 0; i < SMALL_ONES / 6; i++) {
                post(2, 10 + random.nextInt(20));
            }
        }
    }

    /** A seed that always took as long as it will. */
    private void post(int connections, int seconds) {
        String seed = "seed-" + (lengths.size() + 1);
        Duration length = Duration.ofSeconds(seconds);
        lengths.put(seed, length);
        core.knows(new SeedTimes(Bench.DATABASE, seed, connections, List.of(length), start.plus(Duration.ofDays(1))));
        core.submit(seed, seed, connections, null);
    }

    private Duration takes(Reply.Grant grant) {
        return lengths.getOrDefault(grant.request().seed(), Duration.ZERO);
    }

    /** As KEDA and the autoscaler behind it do: up at once, down to the most that was wanted lately. */
    private Row look(Duration time) {
        List<LiveRequest> waiting = waiting();
        Scaling scaling = Scaling.of(
                core.ledger(), waiting, core.now(), new Scaling.Question(WorkerKind.ANY, Duration.ofMinutes(1)));
        int wanted = scaling.workers(SLOTS);
        lately.addLast(wanted);
        if (lately.size() > STABILISATION.dividedBy(POLL)) {
            lately.removeFirst();
        }
        int most = lately.stream().mapToInt(Integer::intValue).max().orElse(0);
        workers.scaleTo(wanted > workers.replicas() ? wanted : Math.min(workers.replicas(), most));
        return new Row(
                time,
                waiting.size(),
                workers.running(),
                core.ledger().figures(),
                scaling,
                wanted,
                workers.replicas(),
                workers.draining(),
                workers.busy());
    }

    private List<LiveRequest> waiting() {
        return lengths.keySet().stream()
                .sorted()
                .flatMap(id -> core.ledger().request(id).stream())
                .filter(live -> !live.isRunning())
                .toList();
    }
}
