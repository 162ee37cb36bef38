package dev.seedgate.admission.advice;

import dev.seedgate.protocol.BudgetFigures;
import dev.seedgate.protocol.TokenEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Lines of a journal, told in seconds since a midnight. */
final class Lines {
    static final Instant MIDNIGHT = Instant.parse("2026-01-05T00:00:00Z");
    static final String WORKER = "worker-1";
    static final String REQUEST = "r1";

    private Lines() {}

    static Instant at(double seconds) {
        return MIDNIGHT.plusMillis(Math.round(seconds * 1_000));
    }

    /** Of {@link #REQUEST} on {@link #WORKER}. */
    static TokenEvent line(double at, String event) {
        return line(at, event, null, 0);
    }

    static TokenEvent line(double at, String event, @Nullable String detail, int budget) {
        return new TokenEvent(
                "main",
                1,
                at(at),
                event,
                "main-1",
                REQUEST,
                WORKER,
                2,
                null,
                detail,
                new BudgetFigures(budget, 0, budget));
    }
}
