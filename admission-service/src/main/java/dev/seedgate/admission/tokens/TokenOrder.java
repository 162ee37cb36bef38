package dev.seedgate.admission.tokens;

import dev.seedgate.protocol.SeedRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants who wants to hold a token.
 *
 * @param request with its holder, whose incarnation is the key's
 * @param chosenPassword for a token that is a login role; null where the service shall make one
 * @param waitFor how long to wait for the token
 * @param keepsPlace whether the place in line is kept for a moment after that, for whoever asks again
 */
public record TokenOrder(
        SeedRequest request, HolderKey key, @Nullable String chosenPassword, Duration waitFor, boolean keepsPlace) {
    /** What its holder logs in with, should it be a login role. */
    public String password() {
        return chosenPassword == null ? key.password(request.id()) : chosenPassword;
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "order of " + request;
    }
}
