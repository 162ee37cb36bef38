package dev.seedgate.admission.agent;

import dev.seedgate.protocol.ClusterObservation.EndedSession;
import java.util.ArrayList;
import java.util.List;

/**
 * Sessions that were ended and are still to be reported. What was handed over with an observation that did not arrive comes back and goes
 * with the next. Thread-safe.
 */
final class EndedSessions {
    private final List<EndedSession> unreported = new ArrayList<>();

    synchronized void add(EndedSession session) {
        unreported.add(session);
    }

    /** All that are to be reported; they are the caller's now. */
    synchronized List<EndedSession> take() {
        List<EndedSession> taken = List.copyOf(unreported);
        unreported.clear();
        return taken;
    }

    /** They were not reported after all. */
    synchronized void giveBack(List<EndedSession> sessions) {
        unreported.addAll(0, sessions);
    }
}
