package dev.seedgate.admission.agent;

import dev.seedgate.admission.agent.Census.SeenToken;
import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.ClusterObservation.EndedSession.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which sessions are to be ended. Only ever those of tokens that cannot come back, so that a replica which lost the cluster without
 * knowing it does no harm with an old view:
 *
 * <ul>
 *   <li>of a draining token, once its holder had its grace: draining cannot be undone;
 *   <li>of a token that is over and that nobody holds, once two looks in a row agree.
 * </ul>
 */
final class Condemnation {
    private Set<Session> suspects = Set.of();

    /** A session that is to be ended. */
    record Condemned(Session session, String token, Cause cause) {}

    /**
     * Judges one look.
     *
     * @param view as it was before the look began
     * @param now the ledger's time
     */
    List<Condemned> judge(Census census, LedgerView view, Instant now) {
        Set<String> due = view.tokens().stream()
                .filter(token -> token instanceof Token.Draining draining
                        && !draining.terminateAt().isAfter(now))
                .map(token -> token.terms().id())
                .collect(Collectors.toSet());
        List<Condemned> condemned = new ArrayList<>();
        census.tokens().stream()
                .filter(token -> due.contains(token.id()))
                .forEach(token -> condemn(token, any -> true, Cause.DRAINED, condemned));
        census.orphans().forEach(token -> condemn(token, suspects::contains, Cause.ORPHANED, condemned));
        suspects = census.orphans().stream()
                .flatMap(token -> token.sessions().stream())
                .collect(Collectors.toSet());
        return condemned;
    }

    private static void condemn(SeenToken token, Predicate<Session> which, Cause cause, List<Condemned> condemned) {
        token.sessions().stream()
                .filter(which)
                .forEach(session -> condemned.add(new Condemned(session, token.id(), cause)));
    }
}
