package dev.seedgate.admission.tokens;

import java.io.Serial;

/** The token was granted, and taken back before its claim arrived: nobody ever had it. The message is for a person. */
public final class TokenNotClaimedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    TokenNotClaimedException(String token) {
        super("token " + token + " was granted, but its claim came too late, and nobody had it; ask again under a new"
                + " Idempotency-Key");
    }
}
