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

    /**
     * A number from 1 on.
     *
     * @throws ProblemException naming the parameter, where it is none, or a larger one
     */
    static int wholeNumber(String parameter, String text, int max) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the same answer as for a number out of range
        }
        throw invalid(parameter, parameter + " must be a whole number from 1 to " + max);
    }

    static ProblemException invalid(String parameter, String detail) {
        return new ProblemException(ProblemKind.INVALID_PARAMETER, parameter, detail);
    }
}
