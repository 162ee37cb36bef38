package dev.seedgate.core.advice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How well a replay under the budget that was really in force foretells the waits that were measured.
 *
 * @param requests whose wait was measured and is foretold
 * @param measured waits of those
 * @param foretold waits of the same
 * @param medianError of half of them the foretold wait is no further from the measured one
 */
public record Validation(int requests, Waits measured, Waits foretold, Duration medianError) {
    static Validation of(History history, Replayed inForce) {
        List<Duration> measured = new ArrayList<>();
        List<Duration> foretold = new ArrayList<>();
        List<Duration> errors = new ArrayList<>();
        for (PastRequest past : history.counted()) {
            Optional<Duration> was = past.wait(history);
            Optional<Duration> is = inForce.wait(past.id());
            if (was.isPresent() && is.isPresent()) {
                measured.add(was.get());
                foretold.add(is.get());
                errors.add(was.get().minus(is.get()).abs());
            }
        }
        Waits error = Waits.of(errors);
        return new Validation(measured.size(), Waits.of(measured), Waits.of(foretold), error.median());
    }

    /** By how much the foretold p95 differs from the measured one. */
    public Duration p95Error() {
        return foretold.p95().minus(measured.p95()).abs();
    }
}
