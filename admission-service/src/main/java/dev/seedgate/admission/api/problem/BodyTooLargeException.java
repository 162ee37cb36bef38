package dev.seedgate.admission.api.problem;

import java.io.IOException;
import java.io.Serial;

/** More was sent than a body may have. An I/O error, because Jackson passes only those through as they are. */
final class BodyTooLargeException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param limit in bytes */
    BodyTooLargeException(long limit) {
        super("the body must be at most " + limit
                + " bytes; post fewer seeds at a time, or raise seedgate.http.max-body-size");
    }
}
