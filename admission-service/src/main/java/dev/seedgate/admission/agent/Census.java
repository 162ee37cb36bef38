package dev.seedgate.admission.agent;

import dev.seedgate.protocol.ClusterObservation.ClassSessions;
import dev.seedgate.protocol.ClusterObservation.Seen;
import dev.seedgate.protocol.ClusterObservation.ServerSettings;
import dev.seedgate.protocol.ClusterObservation.TokenSessions;
import java.util.List;

/**
 * Every client session of a server, each counted once.
 *
 * @param classes all classes, those without sessions too
 * @param unclassified sessions of no class and no token
 * @param tokens those that have sessions, in order of their fences
 */
record Census(List<ClassSessions> classes, int unclassified, List<SeenToken> tokens) {
    Census {
        classes = List.copyOf(classes);
        tokens = List.copyOf(tokens);
    }

    /** A token of this installation and cluster that sessions bear in their tag, whether the ledger holds it or not. */
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
        return new Seen(cluster, basis, settings, classes, unclassified, sessions);
    }
}
