package dev.seedgate.verification.checker;

import dev.seedgate.localstack.workload.ApiProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * P2, through the eyes of an API that holds connections and opens new ones all the time: none of its attempts may fail. Where the
 * run takes PostgreSQL itself down, only being kept out counts, which is SQLSTATE 53300: nobody can connect to a server that is
 * not there.
 */
public final class OthersAreSafe implements Checker {
    private static final String KEPT_OUT = "53300";

    private final Supplier<ApiProbe.Result> probe;
    private final boolean serverGoesDown;
    private final ApiProbe.Result before;

    /**
     * Begins to watch a probe that may have run before.
     *
     * @param serverGoesDown whether the run takes PostgreSQL down
     */
    public OthersAreSafe(Supplier<ApiProbe.Result> probe, boolean serverGoesDown) {
        this.probe = probe;
        this.serverGoesDown = serverGoesDown;
        this.before = probe.get();
    }

    /** Attempts that failed and should not have. */
    public int failures() {
        return failures(probe.get()).entrySet().stream()
                .filter(failure -> counts(failure.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private Map<String, Integer> failures(ApiProbe.Result now) {
        Map<String, Integer> failures = new TreeMap<>();
        now.failures().forEach((state, count) -> {
            int since = count - before.failures().getOrDefault(state, 0);
            if (since > 0) {
                failures.put(state, since);
            }
        });
        return failures;
    }

    private boolean counts(String state) {
        return !serverGoesDown || state.equals(KEPT_OUT);
    }

    @Override
    public Verdict verdict() {
        ApiProbe.Result now = probe.get();
        Map<String, Integer> failures = failures(now);
        List<String> violations = new ArrayList<>();
        failures.forEach((state, count) -> {
            if (counts(state)) {
                violations.add("the API failed %d times with SQLSTATE %s".formatted(count, state));
            }
        });
        int attempts = now.attempts() - before.attempts();
        if (attempts == 0) {
            violations.add("the API never tried, so nothing is known");
        }
        return new Verdict(
                "P2 the others are safe",
                "%d attempts of the API, failures by SQLSTATE %s%s, slowest ever %d ms"
                        .formatted(
                                attempts,
                                failures,
                                serverGoesDown ? " (PostgreSQL was taken down)" : "",
                                now.slowest().toMillis()),
                violations);
    }
}
