package dev.seedgate.admission.agent;

import dev.seedgate.admission.agent.Census.SeenToken;
import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.ClusterObservation.EndedSession.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which sessions are to be ended. Only what stays true of a token whatever happens to it later counts, so that a replica which lost the
 * cluster without knowing it does no harm with an old view:
 *
 * <ul>
 *   <li>of a draining token, once its holder had its grace: draining cannot be undone;
 *   <li>of a token that is over and that nobody holds, once two looks in a row agree, or at once where its seat is closed;
 *   <li>of a token what it has beyond its worth, see {@link Overdrawn}.
 * </ul>
 */
final class Condemnation {
    private final Overdrawn overdrawn = new Overdrawn();
    private Set<Backend> suspects = Set.of();

    /** A session that is to be ended. */
    record Condemned(Session session, String token, Cause cause) {}

    /**
     * Judges one look.
     *
     * @param view as it was before the look began
     * @param now the ledger's time
     * @param closed tokens that are over and whose holders can open no more sessions; one look is enough for theirs
     */
    List<Condemned> judge(Census census, LedgerView view, Instant now, Set<String> closed) {
        Set<String> due = view.tokens().stream()
                .filter(token -> token instanceof Token.Draining draining
                        && !draining.terminateAt().isAfter(now))
                .map(token -> token.terms().id())
                .collect(Collectors.toSet());
        List<Condemned> condemned = new ArrayList<>();
        census.tokens().stream()
                .filter(token -> due.contains(token.id()))
                .forEach(token -> condemn(token.sessions(), token, Cause.DRAINED, condemned));
        census.orphans()
                .forEach(token -> condemn(
                        closed.contains(token.id()) ? token.sessions() : seenBefore(token.sessions(), suspects),
                        token,
                        Cause.ORPHANED,
                        condemned));
        suspects = backends(census.orphans().stream()
                .flatMap(token -> token.sessions().stream())
                .toList());
        overdrawn.judge(census, view).stream()
                .filter(each -> !due.contains(each.token()))
                .forEach(condemned::add);
        return condemned;
    }

    /** Whether the next look may condemn sessions that this one could not. */
    boolean hasSuspects() {
        return !suspects.isEmpty() || overdrawn.hasSuspects();
    }

    static List<Session> seenBefore(List<Session> sessions, Set<Backend> before) {
        return sessions.stream()
                .filter(session -> before.contains(session.backend()))
                .toList();
    }

    static Set<Backend> backends(List<Session> sessions) {
        return sessions.stream().map(Session::backend).collect(Collectors.toSet());
    }

    private static void condemn(List<Session> sessions, SeenToken token, Cause cause, List<Condemned> condemned) {
        sessions.forEach(session -> condemned.add(new Condemned(session, token.id(), cause)));
    }
}
