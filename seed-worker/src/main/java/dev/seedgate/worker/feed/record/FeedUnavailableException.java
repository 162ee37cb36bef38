package dev.seedgate.worker.feed.record;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A feed that cannot be had now, and may be had later. The message names it. */
public final class FeedUnavailableException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    public FeedUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
