package dev.seedgate.admission.api;

import dev.seedgate.admission.api.problem.ProblemException;
import dev.seedgate.admission.api.problem.ProblemKind;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
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

    static final String OF_ACTS =
            "Names this act, from 1 to 200 printable ASCII characters without leading or trailing blanks. The same act sent again"
                    + " under the same key has no second effect, on every replica, as long as the ledger remembers it: for the 16"
                    + " acts that follow it on the cluster. Send it again after any 503 or lost answer.";

    static final String OF_RETRIES =
            "Names this retry, from 1 to 200 printable ASCII characters without leading or trailing blanks. The same retry of the"
                    + " same seed sent again under the same key has no second effect, on every replica and after a restart, for at"
                    + " least a day, unless it was retried 16 times since. Send it again after any 503 or lost answer.";

    /** Where the description of {@link #HEADER} for tokens is found. */
    static final String FOR_TOKENS = "Idempotency-Key-of-tokens";

    static final String OF_TOKENS =
            "Names this post, from 16 to 200 printable ASCII characters that nobody can guess: it becomes the token's holderKey."
                    + " The same post sent again under the same key goes on waiting in the same place, or is answered with the same"
                    + " token, on every replica. Send it again after any 503 or lost answer.";

    private static final Pattern VALID = Pattern.compile("[!-~]([ -~]{0,198}[!-~])?");

    private IdempotencyKey() {}

    /**
     * The key, if the request has one. An empty one is a client whose variable is empty, and not one that wants no key.
     *
     * @throws ProblemException when the header is there and is no key, or is there twice
     */
    static @Nullable String of(HttpHeaders headers) {
        List<String> values = headers.getRequestHeader(HEADER);
        if (values == null || values.isEmpty()) {
            return null;
        }
        if (values.size() > 1 || !VALID.matcher(values.getFirst()).matches()) {
            throw new ProblemException(
                    ProblemKind.INVALID_PARAMETER,
                    HEADER,
                    HEADER + " must be 1 to 200 printable ASCII characters, once");
        }
        return values.getFirst();
    }
}
