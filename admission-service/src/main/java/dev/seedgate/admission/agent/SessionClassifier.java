package dev.seedgate.admission.agent;

import dev.seedgate.admission.agent.Census.SeenToken;
import dev.seedgate.admission.config.ConsumerClasses;
import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.ClusterObservation.ClassSessions;
import dev.seedgate.protocol.TokenTag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Says whose a session is. In this order: the agent's own, a token's of this installation and cluster, the first configured class
 * that matches, nobody's. Another installation's tokens, and another cluster's, are nobody's here: counted, never touched.
 */
final class SessionClassifier {
    private final String installation;
    private final String cluster;
    private final ConsumerClasses classes;

    SessionClassifier(String installation, String cluster, ConsumerClasses classes) {
        this.installation = installation;
        this.cluster = cluster;
        this.classes = classes;
    }

    /** The {@code application_name} of an installation's agents, whatever their replica. */
    static String agentName(String installation) {
        return "seedgate-agent:" + installation;
    }

    /**
     * Counts the sessions. Those that nothing covers make the budget smaller: nobody's, those of tokens that are over, what a token
     * has beyond its worth, and half-started ones. Of the last, though, as many are taken for tokens' as those may still open, because
     * these slots are charged already.
     *
     * @param view taken before the look: a token that it does not hold is over if its fence is not above the view's last one, and else
     *     was granted after the view was made and is charged
     */
    Census classify(List<Session> sessions, LedgerView view) {
        Map<Owner, List<Session>> byOwner = sessions.stream().collect(Collectors.groupingBy(this::ownerOf));
        List<ClassSessions> perClass = classes.names().stream()
                .map(name -> new ClassSessions(name, count(byOwner, new Owner.Consumer(name))))
                .toList();
        Map<Boolean, List<SeenToken>> over =
                seenTokens(byOwner).stream().collect(Collectors.partitioningBy(isOver(view)));
        List<SeenToken> orphans = over.getOrDefault(true, List.of());
        int uncovered = count(byOwner, new Owner.Nobody())
                + orphans.stream().mapToInt(orphan -> orphan.sessions().size()).sum()
                + beyondWorth(view, byOwner)
                + Math.max(0, count(byOwner, new Owner.Unknown()) - unopened(view, byOwner));
        return new Census(perClass, uncovered, over.getOrDefault(false, List.of()), orphans);
    }

    private Owner ownerOf(Session session) {
        if (session.authenticating()) {
            return new Owner.Unknown();
        }
        if (session.applicationName().equals(agentName(installation))) {
            return new Owner.Consumer(ConsumerClasses.AGENT);
        }
        Optional<Owner> token =
                TokenTag.token(installation, session.applicationName()).flatMap(this::holderOf);
        return token.or(() -> classes.classOf(session.applicationName(), session.user())
                        .map(Owner.Consumer::new))
                .orElseGet(Owner.Nobody::new);
    }

    /** The token of a tag, when it has an id that this cluster's ledger could have given. */
    private Optional<Owner> holderOf(String token) {
        String prefix = cluster + "-";
        if (!token.startsWith(prefix)) {
            return Optional.empty();
        }
        try {
            long fence = Long.parseLong(token.substring(prefix.length()));
            return fence > 0 && TokenTag.tokenId(cluster, fence).equals(token)
                    ? Optional.of(new Owner.Holder(fence))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Predicate<SeenToken> isOver(LedgerView view) {
        Set<Long> held =
                view.tokens().stream().map(token -> token.terms().fence()).collect(Collectors.toSet());
        return token -> token.fence() <= view.fence() && !held.contains(token.fence());
    }

    private static int unopened(LedgerView view, Map<Owner, List<Session>> byOwner) {
        return missing(view, byOwner).filter(number -> number > 0).sum();
    }

    private static int beyondWorth(LedgerView view, Map<Owner, List<Session>> byOwner) {
        return -missing(view, byOwner).filter(number -> number < 0).sum();
    }

    /** For each held token, how many sessions fewer it has than it is worth; negative where it has more. */
    private static IntStream missing(LedgerView view, Map<Owner, List<Session>> byOwner) {
        return view.tokens().stream()
                .map(Token::terms)
                .mapToInt(terms -> terms.connections() - count(byOwner, new Owner.Holder(terms.fence())));
    }

    private List<SeenToken> seenTokens(Map<Owner, List<Session>> byOwner) {
        List<SeenToken> tokens = new ArrayList<>();
        byOwner.forEach((owner, sessions) -> {
            if (owner instanceof Owner.Holder(long fence)) {
                tokens.add(new SeenToken(TokenTag.tokenId(cluster, fence), fence, sessions));
            }
        });
        tokens.sort(Comparator.comparingLong(SeenToken::fence));
        return tokens;
    }

    private static int count(Map<Owner, List<Session>> byOwner, Owner owner) {
        return byOwner.getOrDefault(owner, List.of()).size();
    }

    /** Whose a session is. */
    private sealed interface Owner {
        /** A class's, configured or built in. */
        record Consumer(String name) implements Owner {}

        /** Whoever held, or holds, the token with this fence. */
        record Holder(long fence) implements Owner {}

        record Nobody() implements Owner {}

        /** Nobody can tell yet: the session has not said its name. */
        record Unknown() implements Owner {}
    }
}
