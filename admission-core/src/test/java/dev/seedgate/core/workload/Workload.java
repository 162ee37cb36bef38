package dev.seedgate.core.workload;

import dev.seedgate.protocol.Scheduling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What is asked of one cluster over some hours.
 *
 * @param budget at the beginning
 * @param workers so many, of {@value #SLOTS} slots each
 */
record Workload(int budget, int workers, List<Arrival> arrivals, List<BudgetChange> budgets, List<Absence> absences) {
    static final int SLOTS = 2;
    /** Of every seed: no run takes longer. */
    static final Duration TIMEOUT = Duration.ofMinutes(10);

    private static final int HOUR = 3_600;

    Workload {
        arrivals = List.copyOf(arrivals);
        budgets = List.copyOf(budgets);
        absences = List.copyOf(absences);
    }

    /**
     * Somebody posts a request.
     *
     * @param at seconds after the beginning
     * @param takes seconds that its run will take
     */
    record Arrival(int at, String seed, int connections, int takes, Scheduling scheduling) {}

    record BudgetChange(int at, int budget) {}

    /** A worker finishes what it runs and takes nothing for a while. */
    record Absence(int at, int worker, int seconds) {}

    /** Shapes of loads. */
    enum Shape {
        /** Nothing for a while, then many batches at once. */
        BURSTS,
        /** Small ones come without end, more than there is room for, and now and then one that needs everything. */
        ONE_HUGE_AMONG_MANY_SMALL,
        /** One tenant posts everything at the beginning; the others come now and then. */
        ONE_GREEDY_TENANT,
        /** Workers come and go, so that there are now too few and now too many. */
        FLAPPING_WORKERS,
        /** The budget goes up and down. */
        BREATHING_BUDGET
    }

    static Workload of(Shape shape, long seed) {
        var random = new SplittableRandom(seed * 31 + shape.name().hashCode());
        return switch (shape) {
            case BURSTS -> new Workload(14, 8, bursts(random), List.of(), List.of());
            case ONE_HUGE_AMONG_MANY_SMALL -> new Workload(8, 8, hugeAmongSmall(random), List.of(), List.of());
            case ONE_GREEDY_TENANT -> new Workload(8, 8, greedy(random), List.of(), List.of());
            case FLAPPING_WORKERS -> new Workload(8, 4, stream(random, 8), List.of(), absences(random));
            case BREATHING_BUDGET -> new Workload(8, 8, stream(random, 6), budgets(random), List.of());
        };
    }

    private static List<Arrival> bursts(SplittableRandom random) {
        List<Arrival> arrivals = new ArrayList<>();
        for (int burst = 0; burst < 4; burst++) {
            int at = burst * HOUR / 2 + random.nextInt(60);
            for (int batch = 0; batch < random.nextInt(2, 6); batch++) {
                Scheduling scheduling = Scheduling.DEFAULT.withBatch("batch-" + burst + "-" + batch);
                for (int i = 0; i < random.nextInt(5, 20); i++) {
                    arrivals.add(arrival(at + batch, random, random.nextInt(1, 7), scheduling));
                }
            }
        }
        return arrivals;
    }

    private static List<Arrival> hugeAmongSmall(SplittableRandom random) {
        List<Arrival> arrivals = new ArrayList<>();
        for (int at = 0; at < 2 * HOUR; at += random.nextInt(1, 10)) {
            arrivals.add(arrival(at, random, random.nextInt(1, 3), Scheduling.DEFAULT));
        }
        for (int at = 300; at < HOUR; at += random.nextInt(600, 1_200)) {
            arrivals.add(arrival(at, random, 8, Scheduling.DEFAULT));
        }
        return arrivals;
    }

    private static List<Arrival> greedy(SplittableRandom random) {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            arrivals.add(arrival(0, random, 2, Scheduling.DEFAULT.withTenant("greedy")));
        }
        for (int tenant = 0; tenant < 3; tenant++) {
            for (int at = random.nextInt(60); at < HOUR / 2; at += random.nextInt(60, 180)) {
                arrivals.add(arrival(at, random, 2, Scheduling.DEFAULT.withTenant("modest-" + tenant)));
            }
        }
        return arrivals;
    }

    private static List<Arrival> stream(SplittableRandom random, int largest) {
        List<Arrival> arrivals = new ArrayList<>();
        for (int at = 0; at < HOUR; at += random.nextInt(5, 40)) {
            Scheduling scheduling = Scheduling.DEFAULT
                    .withPriority(250 * random.nextInt(1, 4))
                    .withConcurrencyKey(random.nextInt(4) == 0 ? "key-" + random.nextInt(3) : null);
            arrivals.add(arrival(at, random, random.nextInt(1, largest + 1), scheduling));
        }
        return arrivals;
    }

    /** A seed usually takes what its name says; one of twelve runs takes up to all that it may. */
    private static Arrival arrival(int at, SplittableRandom random, int connections, Scheduling scheduling) {
        int usual = 5 + 10 * random.nextInt(6);
        int takes = random.nextInt(12) == 0
                ? random.nextInt(usual, (int) TIMEOUT.toSeconds())
                : Math.max(1, usual + random.nextInt(-usual / 5, usual / 5 + 1));
        return new Arrival(at, "seed-" + usual, connections, takes, scheduling);
    }

    private static List<BudgetChange> budgets(SplittableRandom random) {
        List<BudgetChange> changes = new ArrayList<>();
        for (int at = 60; at < HOUR; at += random.nextInt(30, 600)) {
            changes.add(new BudgetChange(at, random.nextInt(2, 12)));
        }
        changes.add(new BudgetChange(2 * HOUR, 8));
        return changes;
    }

    private static List<Absence> absences(SplittableRandom random) {
        List<Absence> absences = new ArrayList<>();
        for (int at = 30; at < HOUR; at += random.nextInt(10, 200)) {
            absences.add(new Absence(at, random.nextInt(4), random.nextInt(10, 600)));
        }
        return absences;
    }
}
