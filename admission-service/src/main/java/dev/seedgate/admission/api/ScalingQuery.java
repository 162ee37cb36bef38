package dev.seedgate.admission.api;

import dev.seedgate.admission.api.problem.ProblemException;
import dev.seedgate.catalog.Durations;
import dev.seedgate.core.outlook.Scaling;
import dev.seedgate.core.outlook.WorkerKind;
import dev.seedgate.protocol.InvalidMessageException;
import dev.seedgate.protocol.Labels;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The query of {@code GET /v1/scaling}, checked: a parameter that is misspelled must not scale anything.
 *
 * @param cluster null for all
 * @param slots of each worker; null for as many as the workers have that are there
 */
record ScalingQuery(@Nullable String cluster, @Nullable Integer slots, Scaling.Question question) {
    static final int MAX_SLOTS = 1000;
    static final Duration DEFAULT_WITHIN = Duration.ofMinutes(1);
    static final Duration MAX_WITHIN = Duration.ofHours(1);

    private static final List<String> NAMES = List.of("cluster", "labels", "slots", "within");

    /** @throws ProblemException naming the parameter at fault */
    static ScalingQuery of(MultivaluedMap<String, String> parameters) {
        QueryParameters.requireKnown(parameters, NAMES);
        return new ScalingQuery(
                parameters.getFirst("cluster"),
                slots(parameters.getFirst("slots")),
                new Scaling.Question(kind(parameters.getFirst("labels")), within(parameters.getFirst("within"))));
    }

    private static WorkerKind kind(@Nullable String text) {
        if (text == null) {
            return WorkerKind.ANY;
        }
        try {
            List<String> labels = text.isEmpty() ? List.of() : List.of(text.split(",", -1));
            return new WorkerKind(Labels.checked("labels", labels));
        } catch (InvalidMessageException e) {
            throw QueryParameters.invalid(
                    "labels", "labels must be names, with commas between them, or empty: " + e.getMessage());
        }
    }

    private static @Nullable Integer slots(@Nullable String text) {
        return text == null ? null : QueryParameters.wholeNumber("slots", text, MAX_SLOTS);
    }

    private static Duration within(@Nullable String text) {
        return text == null
                ? DEFAULT_WITHIN
                : Durations.parse(text)
                        .filter(time -> !time.isNegative() && time.compareTo(MAX_WITHIN) <= 0)
                        .orElseThrow(() -> QueryParameters.invalid(
                                "within", "within must be a time such as 90s or 5m, at most 1h"));
    }
}
