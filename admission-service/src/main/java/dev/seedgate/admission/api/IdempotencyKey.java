package dev.seedgate.admission.api;

import dev.seedgate.admission.api.problem.ProblemException;
import dev.seedgate.admission.api.problem.ProblemKind;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header by which a client makes a post safe to repeat. */
final class IdempotencyKey {
    static final String HEADER = "Idempotency-Key";
    static final String DESCRIPTION =
            "Names this post, from 1 to 200 printable ASCII characters without leading or trailing blanks."
                    + " The same post sent again under the same key is answered like the first and has no second effect, on every replica"
                    + " and after a restart, as long as its seeds are known (unfinished ones always, finished ones for at least a day);"
                    + " another body under the same key is refused. Send it with every post, and send the post again after any 503 or"
                    + " lost answer.";

    private static final Pattern VALID = Pattern.compile("[!-~]([ -~]{0,198}[!-~])?");

    private IdempotencyKey() {}

    /** @throws ProblemException when the header is there and is no key */
    static @Nullable String checked(@Nullable String header) {
        if (header != null && !VALID.matcher(header).matches()) {
            throw new ProblemException(
                    ProblemKind.INVALID_PARAMETER, HEADER, HEADER + " must be 1 to 200 printable ASCII characters");
        }
        return header;
    }
}
