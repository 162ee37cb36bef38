package dev.seedgate.admission.agent;

import dev.seedgate.admission.agent.seats.Presence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All of a server's client backends at one look. A backend that came in between while it was read is among the ones or the others,
 * or among both; one that was there before the look began is in here.
 *
 * @param sessions those that have said who they are
 * @param halfStarted those that hold a slot while they authenticate: nobody can tell whose they are
 */
record Showing(List<Session> sessions, List<Backend> halfStarted) {
    Showing {
        sessions = List.copyOf(sessions);
        halfStarted = List.copyOf(halfStarted);
    }

    /** The same, by role. */
    Presence presence() {
        Map<String, Integer> byRole = new HashMap<>();
        for (Session session : sessions) {
            String user = session.client().user();
            if (user != null) {
                byRole.merge(user, 1, Integer::sum);
            }
        }
        return new Presence(byRole, halfStarted.stream().map(Backend::toString).collect(Collectors.toSet()));
    }
}
