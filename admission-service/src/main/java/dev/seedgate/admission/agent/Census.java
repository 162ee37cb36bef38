package dev.seedgate.admission.agent;

import dev.seedgate.protocol.ClusterObservation.ClassSessions;
import dev.seedgate.protocol.ClusterObservation.PinnedSession;
import dev.seedgate.protocol.ClusterObservation.TokenSessions;
import java.util.List;
import java.util.Set;

/**
 * Who has how many of a server's client sessions.
 *
 * @param classes all classes, those without sessions too
 * @param uncovered sessions that neither a class nor what a token is charged covers
 * @param tokens with sessions, which the ledger holds or may have granted a moment ago; in order of their fences
 * @param orphans tokens with sessions that are over for good; their sessions are among {@code uncovered}
 * @param settling ids of tokens on whose slots an agent is asking how their runs ended
 * @param pinned sessions that are idle in a transaction for long
 */
record Census(
        List<ClassSessions> classes,
        int uncovered,
        List<SeenToken> tokens,
        List<SeenToken> orphans,
        Set<String> settling,
        List<PinnedSession> pinned) {
    Census {
        classes = List.copyOf(classes);
        tokens = List.copyOf(tokens);
        orphans = List.copyOf(orphans);
        settling = Set.copyOf(settling);
        pinned = List.copyOf(pinned);
    }

    /** A token of this installation and cluster that sessions bear in their tag. */
    record SeenToken(String id, long fence, List<Session> sessions) {
        SeenToken {
            sessions = List.copyOf(sessions);
        }

        TokenSessions reported() {
            return new TokenSessions(
                    id, sessions.stream().map(Session::pid).sorted().toList());
        }
    }

    /** Whether a session bears this token's tag, or settles it. */
    boolean shows(String token) {
        return settling.contains(token)
                || tokens.stream().anyMatch(seen -> seen.id().equals(token));
    }
}
