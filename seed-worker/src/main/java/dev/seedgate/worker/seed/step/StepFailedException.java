package dev.seedgate.worker.seed.step;

import java.io.Serial;

/** A step that failed; its message is for the person who wrote the seed or the feed. */
public final class StepFailedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean retryable;

    /**
     * Makes the failure.
     *
     * @param retryable false when the next run would fail the same way
     */
    public StepFailedException(String message, boolean retryable, Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    /**
     * Makes the failure.
     *
     * @param retryable false when the next run would fail the same way
     */
    public StepFailedException(String message, boolean retryable) {
        super(message);
        this.retryable = retryable;
    }

    public boolean retryable() {
        return retryable;
    }
}
