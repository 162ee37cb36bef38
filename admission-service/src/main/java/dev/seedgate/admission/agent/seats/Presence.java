package dev.seedgate.admission.agent.seats;

import java.util.Map;
import java.util.Set;

/**
 * What one look showed.
 *
 * @param sessions how many client sessions each role has that has any
 * @param halfStarted backends that had not yet said whose they are; any text that tells one from every other
 */
public record Presence(Map<String, Integer> sessions, Set<String> halfStarted) {
    public Presence {
        sessions = Map.copyOf(sessions);
        halfStarted = Set.copyOf(halfStarted);
    }

    int sessionsOf(String role) {
        return sessions.getOrDefault(role, 0);
    }
}
