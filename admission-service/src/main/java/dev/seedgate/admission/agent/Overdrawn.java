package dev.seedgate.admission.agent;

import dev.seedgate.admission.agent.Census.SeenToken;
import dev.seedgate.admission.agent.Condemnation.Condemned;
import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.ledger.TokenTerms;
import dev.seedgate.protocol.ClusterObservation.EndedSession.Cause;
import dev.seedgate.protocol.Enforcement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The newest sessions of tokens that have more than they are worth; only where a token is told by its tag, because a login role's limit
 * is the server's to hold. A session is condemned when two looks in a row have it beyond the worth: a client that replaces one
 * connection by another has one more for a moment. Where the agent cannot see which of a token's sessions are clients', nothing is:
 * they may be parallel workers, and to end one would fail a healthy seed.
 */
final class Overdrawn {
    private static final Comparator<Session> BY_AGE = Comparator.comparing(Session::backend, Backend.BY_AGE);

    private Set<Backend> suspects = Set.of();

    List<Condemned> judge(Census census, LedgerView view) {
        Map<String, TokenTerms> held = view.tokens().stream()
                .map(Token::terms)
                .filter(terms -> terms.enforcement() == Enforcement.TAG)
                .collect(Collectors.toMap(TokenTerms::id, Function.identity()));
        List<Condemned> condemned = new ArrayList<>();
        List<Session> beyond = new ArrayList<>();
        for (SeenToken token : census.tokens()) {
            TokenTerms terms = held.get(token.id());
            if (terms != null && token.sessions().stream().allMatch(Session::isClient)) {
                List<Session> newest = beyondWorth(token, terms.connections());
                beyond.addAll(newest);
                Condemnation.seenBefore(newest, suspects)
                        .forEach(session -> condemned.add(new Condemned(session, token.id(), Cause.OVERDRAWN)));
            }
        }
        suspects = Condemnation.backends(beyond);
        return condemned;
    }

    boolean hasSuspects() {
        return !suspects.isEmpty();
    }

    private static List<Session> beyondWorth(SeenToken token, int worth) {
        return token.sessions().stream().sorted(BY_AGE).skip(worth).toList();
    }
}
