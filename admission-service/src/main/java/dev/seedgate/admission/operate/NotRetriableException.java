package dev.seedgate.admission.operate;

import java.io.Serial;

/** What somebody wants to retry has not ended, has succeeded, or waits for another that must be retried first. */
public final class NotRetriableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    NotRetriableException(String message) {
        super(message);
    }
}
