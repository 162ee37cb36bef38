package dev.seedgate.admission.api;

import dev.seedgate.admission.api.problem.ProblemException;
import dev.seedgate.admission.api.problem.ProblemKind;
import org.jspecify.annotations.Nullable;

/** A request's body. */
final class Body {
    private Body() {}

    /** @throws ProblemException when there is none, or it is JSON's {@code null} */
    static <T> T required(@Nullable T body) {
        if (body == null) {
            throw new ProblemException(ProblemKind.MALFORMED_JSON, "the body is empty; it must be a JSON object");
        }
        return body;
    }
}
