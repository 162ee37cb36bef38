package dev.seedgate.core.advice;

import java.time.Duration;

/** How far an advice is to be trusted. */
public enum Confidence {
    /** Too little was seen, or the replay does not foretell what was measured. */
    LOW,
    FAIR,
    /** A week and more with many runs, and the replay foretells what was measured. */
    HIGH;

    private static final Duration DAY = Duration.ofDays(1);
    private static final int FEW = 30;
    private static final int MANY = 200;
    private static final int DAYS = 5;
    private static final Duration NOTHING = Duration.ofSeconds(5);

    static Confidence of(History history, Validation validation) {
        double error = relativeError(validation);
        if (validation.requests() >= MANY && history.length().compareTo(DAY.multipliedBy(DAYS)) >= 0 && error <= 0.2) {
            return HIGH;
        }
        boolean fair = validation.requests() >= FEW && history.length().compareTo(DAY) >= 0 && error <= 0.5;
        return fair ? FAIR : LOW;
    }

    /** Of the p95; errors of some seconds are none, whatever they are of. */
    private static double relativeError(Validation validation) {
        Duration error = validation.p95Error();
        return error.compareTo(NOTHING) <= 0
                ? 0
                : (double) error.toMillis()
                        / Math.max(1, validation.measured().p95().toMillis());
    }
}
