package dev.seedgate.admission.agent;

import dev.seedgate.admission.config.ClientIdentity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One client session as the server shows it.
 *
 * @param isClient whether the server says that it is a client's; false where the agent may not see that, and it could be a parallel
 *     worker of another session
 * @param idleInTransaction for how long; null where it is not, or the agent may not see it
 */
record Session(
        Backend backend,
        ClientIdentity client,
        boolean isClient,
        @Nullable Duration idleInTransaction) {
    int pid() {
        return backend.pid();
    }

    String applicationName() {
        return client.applicationName();
    }
}
