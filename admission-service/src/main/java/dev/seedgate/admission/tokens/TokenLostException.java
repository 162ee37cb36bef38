package dev.seedgate.admission.tokens;

import java.io.Serial;

/** The token is not its holder's any more: it must stop, and disconnect. The message is for a person. */
public final class TokenLostException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    TokenLostException(String message) {
        super(message);
    }
}
