package dev.seedgate.worker.stop;

import java.io.Serial;

/** Unwinds a run that was told to stop. */
public final class StoppedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient StopCause cause;

    StoppedException(StopCause cause) {
        super(cause.words());
        this.cause = cause;
    }

    public StopCause stopCause() {
        return cause;
    }
}
