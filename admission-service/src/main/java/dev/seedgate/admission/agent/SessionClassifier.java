package dev.seedgate.admission.agent;

import dev.seedgate.admission.agent.Census.SeenToken;
import dev.seedgate.admission.agent.seats.SeatNames;
import dev.seedgate.admission.config.ConsumerClasses;
import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.ClusterObservation.ClassSessions;
import dev.seedgate.protocol.ClusterObservation.PinnedSession;
import dev.seedgate.protocol.Enforcement;
import dev.seedgate.protocol.TokenTag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says whose a session is. In this order: a token's whose login role it is, whatever else it says of itself; an agent's of this
 * installation; a token's of this installation and cluster whose tag it bears; the first configured class that matches; nobody's.
 * Another installation's tokens, and another cluster's, are nobody's here: counted, never touched.
 */
final class SessionClassifier {
    /** A session that is idle in a transaction for longer keeps its slot busy with nothing: no client thinks for so long. */
    static final Duration PINNED_AFTER = Duration.ofSeconds(5);

    private final AgentNames names;
    private final SeatNames seats;
    private final String cluster;
    private final ConsumerClasses classes;

    SessionClassifier(String installation, String cluster, ConsumerClasses classes) {
        this.names = new AgentNames(installation);
        this.seats = new SeatNames(installation, cluster);
        this.cluster = cluster;
        this.classes = classes;
    }

    /**
     * Counts the sessions. Those that nothing covers make the budget smaller: nobody's, those of tokens that are over, what a token
     * has beyond its worth, and half-started ones. Of the last, though, as many are taken for tokens' as those may still open, because
     * these slots are charged already.
     *
     * @param view taken before the look: a token that it does not hold is over if its fence is not above the view's last one, and else
     *     was granted after the view was made and is charged
     */
    Census classify(Showing showing, LedgerView view) {
        Map<Owner, List<Session>> byOwner =
                showing.sessions().stream().collect(Collectors.groupingBy(session -> ownerOf(session, view)));
        List<ClassSessions> perClass = classes.names().stream()
                .map(name -> new ClassSessions(name, count(byOwner, new Owner.Consumer(name))))
                .toList();
        Map<Boolean, List<SeenToken>> over =
                seenTokens(byOwner).stream().collect(Collectors.partitioningBy(isOver(view)));
        List<SeenToken> orphans = over.getOrDefault(true, List.of());
        int uncovered = count(byOwner, new Owner.Nobody())
                + orphans.stream().mapToInt(orphan -> orphan.sessions().size()).sum()
                + beyondWorth(view, byOwner)
                + leftOver(view, byOwner)
                + Math.max(0, showing.halfStarted().size() - unopened(view, byOwner));
        return new Census(
                perClass, uncovered, over.getOrDefault(false, List.of()), orphans, settling(byOwner), pinned(byOwner));
    }

    private Owner ownerOf(Session session, LedgerView view) {
        OptionalLong seated = seats.fence(session.client().user());
        if (seated.isPresent()) {
            return new Owner.Holder(seated.getAsLong());
        }
        String name = session.applicationName();
        if (names.clusterOf(name).isPresent()) {
            return new Owner.Consumer(ConsumerClasses.AGENT);
        }
        OptionalLong settled = fenceOf(names.settledToken(name));
        if (settled.isPresent()) {
            return new Owner.Settler(settled.getAsLong());
        }
        OptionalLong held = fenceOf(TokenTag.token(names.installation(), name));
        if (held.isPresent() && !isSeat(held.getAsLong(), view)) {
            return new Owner.Holder(held.getAsLong());
        }
        return classes.classOf(session.client()).<Owner>map(Owner.Consumer::new).orElseGet(Owner.Nobody::new);
    }

    private OptionalLong fenceOf(Optional<String> token) {
        return token.map(id -> TokenTag.fence(cluster, id)).orElse(OptionalLong.empty());
    }

    /** Who comes in with another role is not the holder of such a token, and only claims its name. */
    private static boolean isSeat(long fence, LedgerView view) {
        return view.tokens().stream()
                .map(Token::terms)
                .anyMatch(terms -> terms.fence() == fence && terms.enforcement() == Enforcement.ROLE);
    }

    private static Predicate<SeenToken> isOver(LedgerView view) {
        Set<Long> held = heldFences(view);
        return token -> token.fence() <= view.fence() && !held.contains(token.fence());
    }

    private static int unopened(LedgerView view, Map<Owner, List<Session>> byOwner) {
        return missing(view, byOwner).filter(number -> number > 0).sum();
    }

    private static int beyondWorth(LedgerView view, Map<Owner, List<Session>> byOwner) {
        return -missing(view, byOwner).filter(number -> number < 0).sum();
    }

    /** Settling sessions of tokens that are not held: of an agent that lost the cluster without knowing it. */
    private static int leftOver(LedgerView view, Map<Owner, List<Session>> byOwner) {
        Set<Long> held = heldFences(view);
        return byOwner.entrySet().stream()
                .filter(entry -> entry.getKey() instanceof Owner.Settler(long fence) && !held.contains(fence))
                .mapToInt(entry -> entry.getValue().size())
                .sum();
    }

    private static Set<Long> heldFences(LedgerView view) {
        return view.tokens().stream().map(token -> token.terms().fence()).collect(Collectors.toSet());
    }

    /** For each held token, how many sessions fewer than it is worth are on its slots; negative where there are more. */
    private static IntStream missing(LedgerView view, Map<Owner, List<Session>> byOwner) {
        return view.tokens().stream()
                .map(Token::terms)
                .mapToInt(terms -> terms.connections()
                        - count(byOwner, new Owner.Holder(terms.fence()))
                        - count(byOwner, new Owner.Settler(terms.fence())));
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

    private Set<String> settling(Map<Owner, List<Session>> byOwner) {
        return byOwner.keySet().stream()
                .flatMap(owner -> owner instanceof Owner.Settler(long fence)
                        ? Stream.of(TokenTag.tokenId(cluster, fence))
                        : Stream.empty())
                .collect(Collectors.toSet());
    }

    private List<PinnedSession> pinned(Map<Owner, List<Session>> byOwner) {
        List<PinnedSession> pinned = new ArrayList<>();
        byOwner.forEach((owner, sessions) -> sessions.forEach(session -> {
            Duration idle = session.idleInTransaction();
            if (idle != null && idle.compareTo(PINNED_AFTER) > 0) {
                pinned.add(new PinnedSession(session.pid(), name(owner), session.applicationName(), idle));
            }
        }));
        pinned.sort(Comparator.comparingInt(PinnedSession::pid));
        return pinned;
    }

    private @Nullable String name(Owner owner) {
        return switch (owner) {
            case Owner.Consumer(String name) -> name;
            case Owner.Holder(long fence) -> TokenTag.tokenId(cluster, fence);
            case Owner.Settler(long fence) -> TokenTag.tokenId(cluster, fence);
            case Owner.Nobody() -> null;
        };
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

        /** The agent's, which settles the token with this fence on a slot that the token left. */
        record Settler(long fence) implements Owner {}

        record Nobody() implements Owner {}
    }
}
