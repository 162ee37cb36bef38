package dev.seedgate.admission.readmodel;

import java.io.Serial;

/** The read model has not read all that was written, so it would be wrong to say that something does not exist. */
public final class BehindException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    BehindException(String message) {
        super(message);
    }
}
