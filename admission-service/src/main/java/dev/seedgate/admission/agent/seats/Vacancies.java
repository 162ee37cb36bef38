package dev.seedgate.admission.agent.seats;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which closed seats are proven to be vacant. That a closed seat shows no session is not enough: PostgreSQL asks whether a role may log
 * in some time before the session's row says whose it is, so one that was let in just before the seat was closed may still be about to
 * show itself. Whoever was half-started at the first look after the closing is therefore waited for, at most for the server's
 * {@code authentication_timeout}; whoever comes later was refused. Not thread-safe.
 */
final class Vacancies {
    /** For each closed seat the backends that may still turn out to be its. */
    private final Map<String, Set<String>> awaited = new HashMap<>();

    /**
     * Judges one look.
     *
     * @param closed seats whose closing was committed before the look began; all of them, so that one which is missing is forgotten
     * @return the names of those that are vacant
     */
    Set<String> judge(List<SeatRole> closed, Presence presence) {
        Set<String> vacant = new HashSet<>();
        Map<String, Set<String>> still = new HashMap<>();
        for (SeatRole seat : closed) {
            Set<String> onTheWay = new HashSet<>(presence.halfStarted());
            Set<String> before = awaited.get(seat.name());
            if (before != null) {
                onTheWay.retainAll(before);
            }
            still.put(seat.name(), onTheWay);
            if (onTheWay.isEmpty() && presence.sessionsOf(seat.name()) == 0) {
                vacant.add(seat.name());
            }
        }
        awaited.clear();
        awaited.putAll(still);
        return vacant;
    }
}
