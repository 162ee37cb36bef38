package dev.seedgate.verification.chaos;

import dev.seedgate.verification.system.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** Posts seeds as long as the run lasts, but never so many that the bound on anybody's start would say nothing. */
final class Load implements Runnable {
    /** Above it nothing is posted: it is what P5's bound is about. */
    static final int MOST_UNFINISHED = 12;

    private static final List<String> EXAMPLES = List.of(
            "meyer",
            "meyer-prices",
            "omix-inventory",
            "keystone",
            "quad-prices",
            "wheelpros-inventory",
            "large-inventory");
    private static final int LONGEST_PAUSE_MILLIS = 1_500;
    private static final int LONGEST_SEED_MILLIS = 4_000;
    private static final int LONGEST_POSTPONEMENT_MILLIS = 8_000;
    private static final int MOST_AT_ONCE = 2;
    private static final List<String> TENANTS = List.of("default", "prices", "stock");

    private final Run run;
    private final Random random;
    private final long end;

    /** @param end by {@link System#nanoTime} */
    Load(Run run, Random random, long end) {
        this.run = run;
        this.random = random;
        this.end = end;
    }

    /** In somebody's name; now and then behind another one, not at once, or such that it may be stopped. */
    private Map<String, Object> scheduling() {
        Map<String, Object> scheduling = new TreeMap<>();
        scheduling.put("tenant", TENANTS.get(random.nextInt(TENANTS.size())));
        scheduling.put("preemptible", random.nextBoolean());
        List<String> unfinished = run.requests().unfinished();
        if (random.nextInt(3) == 0 && !unfinished.isEmpty()) {
            scheduling.put("after", List.of(unfinished.get(random.nextInt(unfinished.size()))));
        }
        if (random.nextInt(3) == 0) {
            scheduling.put(
                    "notBefore",
                    Instant.now()
                            .plusMillis(random.nextInt(LONGEST_POSTPONEMENT_MILLIS))
                            .toString());
        }
        return scheduling;
    }

    @Override
    public void run() {
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(
                    Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)).toNanos());
            if (run.requests().unfinished().size() < MOST_UNFINISHED) {
                run.postTally(random.nextInt(MOST_AT_ONCE), Duration.ofMillis(random.nextInt(LONGEST_SEED_MILLIS)));
                var unused = run.postTally(Duration.ofMillis(random.nextInt(LONGEST_SEED_MILLIS)), scheduling());
                if (random.nextBoolean()) {
                    run.postExamples(List.of(EXAMPLES.get(random.nextInt(EXAMPLES.size()))));
                }
            }
        }
    }
}
