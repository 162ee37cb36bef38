package dev.seedgate.core.simulation;

import dev.seedgate.protocol.ClusterObservation.ClassSessions;
import dev.seedgate.protocol.ClusterObservation.Effect;
import dev.seedgate.protocol.ClusterObservation.TokenSessions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Sessions by token, sessions of the others, and the history in which a seed's effect is written once. */
final class SimulatedPostgres {
    static final int MAX_CONNECTIONS = 25;
    static final int SUPERUSER_RESERVED = 3;
    static final int API_RESERVATION = 4;
    static final int BACKGROUND_RESERVATION = 8;
    static final int HEADROOM = 1;

    private final Auditor auditor;
    private final Map<String, Integer> sessions = new TreeMap<>();
    private final Map<String, String> history = new HashMap<>();
    private final Set<String> revoked = new HashSet<>();
    private int surge;
    private long hiddenUntil;

    SimulatedPostgres(Auditor auditor) {
        this.auditor = auditor;
    }

    void open(String token) {
        sessions.put(token, sessionsOf(token) + 1);
        auditor.sessionOpened(token, sessionsOf(token));
    }

    int sessionsOf(String token) {
        return sessions.getOrDefault(token, 0);
    }

    /** Some sessions of a token end, so that at most so many are left. */
    void closeBeyond(String token, int left) {
        sessions.computeIfPresent(token, (key, open) -> Math.min(open, left));
    }

    /** All sessions of a token end, by whomever. */
    void end(String token) {
        sessions.remove(token);
    }

    /** What a seed's commit came to. */
    enum Commit {
        DONE,
        /** The effect was there already. */
        ALREADY,
        /** The token was revoked in the database: its transactions can commit no more. */
        REFUSED
    }

    /** Commits a seed's effect unless it is there, or the token is revoked. */
    Commit apply(String request, String token) {
        if (revoked.contains(token)) {
            return Commit.REFUSED;
        }
        if (history.putIfAbsent(request, token) != null) {
            return Commit.ALREADY;
        }
        auditor.applied(request);
        return Commit.DONE;
    }

    /** From now on nothing commits under this token; says whether its request's effect is there. */
    Effect revoke(String token, String request) {
        revoked.add(token);
        return isApplied(request) ? new Effect.Applied(1) : new Effect.NeverApplied();
    }

    boolean isApplied(String request) {
        return history.containsKey(request);
    }

    List<TokenSessions> sessionsByToken() {
        return sessions.entrySet().stream()
                .map(entry -> new TokenSessions(entry.getKey(), pids(entry.getValue())))
                .toList();
    }

    private static List<Integer> pids(int sessions) {
        return IntStream.rangeClosed(1, sessions).boxed().toList();
    }

    List<ClassSessions> sessionsByClass() {
        return List.of(new ClassSessions("api", 2 + surge), new ClassSessions("background", BACKGROUND_RESERVATION));
    }

    void surge(int more) {
        surge += more;
    }

    void hideUntil(long millis) {
        hiddenUntil = Math.max(hiddenUntil, millis);
    }

    boolean isHidden(long millis) {
        return millis < hiddenUntil;
    }

    boolean isEmpty() {
        return sessions.isEmpty();
    }
}
