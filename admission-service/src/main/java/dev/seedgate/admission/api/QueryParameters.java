package dev.seedgate.admission.api;

import dev.seedgate.admission.api.problem.ProblemException;
import dev.seedgate.admission.api.problem.ProblemKind;
import dev.seedgate.catalog.Suggestion;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;

/** What the checks of queries have in common. */
final class QueryParameters {
    private static final int SHOWN = 50;

    private QueryParameters() {}

    /**
     * Refuses what is misspelled: it would be taken for its default.
     *
     * @throws ProblemException naming the parameter, and which may have been meant
     */
    static void requireKnown(MultivaluedMap<String, String> parameters, List<String> names) {
        for (String name : parameters.keySet()) {
            if (!names.contains(name)) {
                String shown = name.substring(0, Math.min(name.length(), SHOWN));
                throw invalid(shown, "there is no query parameter '" + shown + "'" + Suggestion.forWord(shown, names));
            }
        }
    }

    static ProblemException invalid(String parameter, String detail) {
        return new ProblemException(ProblemKind.INVALID_PARAMETER, parameter, detail);
    }
}
