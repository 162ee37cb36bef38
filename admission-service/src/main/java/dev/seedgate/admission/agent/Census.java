package dev.seedgate.admission.agent;

import dev.seedgate.protocol.ClusterObservation.ClassSessions;
import dev.seedgate.protocol.ClusterObservation.Seen;
import dev.seedgate.protocol.ClusterObservation.ServerSettings;
import dev.seedgate.protocol.ClusterObservation.TokenSessions;
import java.util.List;

/**
 * Who has how many of a server's client sessions.
 *
 * @param classes all classes, those without sessions too
 * @param uncovered sessions that neither a class nor what a token is charged covers
 * @param tokens with sessions, which the ledger holds or may have granted a moment ago; in order of their fences
 * @param orphans tokens with sessions that are over for good; their sessions are among {@code uncovered}
 */
record Census(List<ClassSessions> classes, int uncovered, List<SeenToken> tokens, List<SeenToken> orphans) {
    Census {
        classes = List.copyOf(classes);
        tokens = List.copyOf(tokens);
        orphans = List.copyOf(orphans);
    }

    /** A token of this installation and cluster that sessions bear in their tag. */
    record SeenToken(String id, long fence, List<Session> sessions) {
        SeenToken {
            sessions = List.copyOf(sessions);
        }
    }

    /** The message to the ledger. */
    Seen observation(String cluster, long basis, ServerSettings settings) {
        List<TokenSessions> sessions = tokens.stream()
                .map(token -> new TokenSessions(token.id(), token.sessions().size()))
                .toList();
        return new Seen(cluster, basis, settings, classes, uncovered, sessions);
    }
}
