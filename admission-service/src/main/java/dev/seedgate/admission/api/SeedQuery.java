package dev.seedgate.admission.api;

import dev.seedgate.admission.api.problem.ProblemException;
import dev.seedgate.admission.api.problem.ProblemKind;
import dev.seedgate.admission.readmodel.SeedFilter;
import dev.seedgate.admission.readmodel.SeedPlace;
import dev.seedgate.catalog.Suggestion;
import dev.seedgate.protocol.SeedState;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The query of a list of seeds, checked: a parameter that is misspelled must not list everything. */
record SeedQuery(SeedFilter filter, int limit, @Nullable SeedPlace after) {
    static final int DEFAULT_LIMIT = 100;
    static final int MAX_LIMIT = 1000;

    private static final List<String> NAMES =
            List.of("state", "database", "cluster", "batch", "seed", "limit", "after");

    /** @throws ProblemException naming the parameter at fault */
    static SeedQuery of(MultivaluedMap<String, String> parameters) {
        parameters.keySet().forEach(SeedQuery::requireKnown);
        SeedFilter filter = new SeedFilter(
                state(parameters.getFirst("state")),
                parameters.getFirst("database"),
                parameters.getFirst("cluster"),
                parameters.getFirst("batch"),
                parameters.getFirst("seed"));
        return new SeedQuery(filter, limit(parameters.getFirst("limit")), after(parameters.getFirst("after")));
    }

    private static void requireKnown(String name) {
        if (!NAMES.contains(name)) {
            String shown = name.substring(0, Math.min(name.length(), 50));
            throw invalid(shown, "there is no query parameter '" + shown + "'" + Suggestion.forWord(shown, NAMES));
        }
    }

    private static @Nullable SeedState state(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(SeedState.values())
                .filter(state -> word(state).equals(text))
                .findFirst()
                .orElseThrow(() -> invalid(
                        "state",
                        "state must be one of "
                                + Arrays.stream(SeedState.values())
                                        .map(SeedQuery::word)
                                        .toList()));
    }

    private static String word(SeedState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static int limit(@Nullable String text) {
        return text == null ? DEFAULT_LIMIT : QueryParameters.wholeNumber("limit", text, MAX_LIMIT);
    }

    private static @Nullable SeedPlace after(@Nullable String text) {
        return text == null
                ? null
                : SeedPlace.ofCursor(text)
                        .orElseThrow(() -> invalid("after", "after must be the `next` of an earlier page"));
    }

    private static ProblemException invalid(String parameter, String detail) {
        return new ProblemException(ProblemKind.INVALID_PARAMETER, parameter, detail);
    }
}
