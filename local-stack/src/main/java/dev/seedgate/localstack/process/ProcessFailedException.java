package dev.seedgate.localstack.process;

import org.jspecify.annotations.Nullable;

/** A child process could not be started, ended before it was of use, or did not become ready in time. */
public final class ProcessFailedException extends RuntimeException {

    public ProcessFailedException(String message) {
        super(message);
    }

    public ProcessFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
