package dev.seedgate.admission.access;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Refuses to start where everybody on the network could do everything: before anything else, and before anybody can connect. */
@Singleton
final class AccessAtStart {
    private static final int FIRST = 1;

    void check(@Observes @Priority(FIRST) StartupEvent start, AccessRules rules) {
        rules.check();
    }
}
