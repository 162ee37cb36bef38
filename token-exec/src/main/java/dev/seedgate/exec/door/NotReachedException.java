package dev.seedgate.exec.door;

import java.io.IOException;
import java.io.Serial;

/** No connection, and no server that could think that there is one. */
final class NotReachedException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    NotReachedException(String message, IOException cause) {
        super(message, cause);
    }
}
