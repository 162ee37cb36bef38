package dev.seedgate.admission.agent;

import java.time.OffsetDateTime;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A server process that serves, or will serve, one client.
 *
 * @param start tells it from a later process with the same id; null where the agent may not see it, and where nothing shows it yet
 */
record Backend(int pid, @Nullable OffsetDateTime start) {
    /** In the order in which they started, as far as that is known. */
    static final Comparator<Backend> BY_AGE = Comparator.comparing(
                    Backend::start, Comparator.nullsFirst(Comparator.<OffsetDateTime>naturalOrder()))
            .thenComparingInt(Backend::pid);
}
