package dev.seedgate.admission.agent;

import java.util.List;

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
}
