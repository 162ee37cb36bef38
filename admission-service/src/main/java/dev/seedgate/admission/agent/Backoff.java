package dev.seedgate.admission.agent;

import java.time.Duration;

/**
 * How long an agent waits before it tries to connect again: longer each time, but while the server is merely away never so long that the
 * budget could not follow within two seconds of its return. What somebody must mend first is tried less often. Not thread-safe.
 */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(125);
    private static final Duration WHILE_AWAY = Duration.ofMillis(500);
    private static final Duration UNTIL_MENDED = Duration.ofSeconds(2);

    private Duration next = FIRST;

    /** After the next failure the wait is short again. */
    void reset() {
        next = FIRST;
    }

    Duration next(boolean mayPass) {
        Duration most = mayPass ? WHILE_AWAY : UNTIL_MENDED;
        Duration wait = next.compareTo(most) < 0 ? next : most;
        next = wait.multipliedBy(2);
        return wait;
    }
}
