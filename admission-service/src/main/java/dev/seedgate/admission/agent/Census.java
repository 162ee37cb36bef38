package dev.seedgate.admission.agent;

import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.ClusterObservation.ClassSessions;
import dev.seedgate.protocol.ClusterObservation.Effect;
import dev.seedgate.protocol.ClusterObservation.EndedSession;
import dev.seedgate.protocol.ClusterObservation.GoneToken;
import dev.seedgate.protocol.ClusterObservation.Look;
import dev.seedgate.protocol.ClusterObservation.Seen;
import dev.seedgate.protocol.ClusterObservation.ServerSettings;
import dev.seedgate.protocol.ClusterObservation.TokenSessions;
import dev.seedgate.protocol.Enforcement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

        List<Integer> pids() {
            return sessions.stream().map(Session::pid).sorted().toList();
        }
    }

    /** The message to the ledger. */
    Seen observation(LedgerView view, Look look, ServerSettings settings, List<EndedSession> ended) {
        return new Seen(
                view.cluster(),
                view.revision(),
                look,
                settings,
                Enforcement.TAG,
                classes,
                uncovered,
                tokens.stream()
                        .map(token -> new TokenSessions(token.id(), token.pids()))
                        .toList(),
                gone(view),
                ended,
                List.of());
    }

    private List<GoneToken> gone(LedgerView view) {
        Set<String> present = tokens.stream().map(SeenToken::id).collect(Collectors.toSet());
        return view.tokens().stream()
                .filter(Token.Draining.class::isInstance)
                .map(token -> token.terms().id())
                .filter(id -> !present.contains(id))
                .map(id -> new GoneToken(id, new Effect.Unknown("the database is not asked yet")))
                .toList();
    }
}
