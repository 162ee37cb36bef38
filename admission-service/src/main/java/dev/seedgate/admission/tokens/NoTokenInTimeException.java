package dev.seedgate.admission.tokens;

import dev.seedgate.admission.readmodel.Waiting;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The wait was over before there was a token. The message is for a person. */
public final class NoTokenInTimeException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Waiting waiting;

    NoTokenInTimeException(String message, @Nullable Waiting waiting) {
        super(message);
        this.waiting = waiting;
    }

    /** Why it still waited; null where that cannot be told. */
    public @Nullable Waiting waiting() {
        return waiting;
    }
}
