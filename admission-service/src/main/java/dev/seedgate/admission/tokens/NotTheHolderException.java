package dev.seedgate.admission.tokens;

import java.io.Serial;

/** Somebody else holds the token. The message is for a person. */
public final class NotTheHolderException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    NotTheHolderException(String token) {
        super("token " + token + " is not held under this key; send the holderKey that came with it");
    }
}
