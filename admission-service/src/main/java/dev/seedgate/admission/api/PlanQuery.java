package dev.seedgate.admission.api;

import dev.seedgate.admission.api.problem.ProblemException;
import dev.seedgate.catalog.Durations;
import dev.seedgate.core.advice.Wish;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The query of {@code GET /v1/clusters/{cluster}/plan}, checked.
 *
 * @param back how far to look back
 */
record PlanQuery(Duration back, Wish wish) {
    static final int DEFAULT_DAYS = 7;
    static final int MAX_DAYS = 90;
    static final Duration DEFAULT_P95_WAIT = Duration.ofMinutes(2);
    static final Duration MAX_P95_WAIT = Duration.ofDays(1);

    private static final List<String> NAMES = List.of("days", "p95Wait");

    /** @throws ProblemException naming the parameter at fault */
    static PlanQuery of(MultivaluedMap<String, String> parameters) {
        QueryParameters.requireKnown(parameters, NAMES);
        return new PlanQuery(
                Duration.ofDays(days(parameters.getFirst("days"))), new Wish(p95Wait(parameters.getFirst("p95Wait"))));
    }

    private static int days(@Nullable String text) {
        return text == null ? DEFAULT_DAYS : QueryParameters.wholeNumber("days", text, MAX_DAYS);
    }

    private static Duration p95Wait(@Nullable String text) {
        return text == null
                ? DEFAULT_P95_WAIT
                : Durations.parse(text)
                        .filter(time -> time.isPositive() && time.compareTo(MAX_P95_WAIT) <= 0)
                        .orElseThrow(() -> QueryParameters.invalid(
                                "p95Wait", "p95Wait must be a time such as 90s or 5m, at most 24h"));
    }
}
