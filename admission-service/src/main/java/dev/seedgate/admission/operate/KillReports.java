package dev.seedgate.admission.operate;

import dev.seedgate.admission.operate.KillReport.Fate;
import dev.seedgate.admission.operate.KillReport.KilledSession;
import dev.seedgate.admission.operate.KillReport.KilledToken;
import dev.seedgate.admission.operate.KillReport.Refusal;
import dev.seedgate.admission.readmodel.ClusterReport;
import dev.seedgate.admission.readmodel.LastLook;
import dev.seedgate.admission.readmodel.TokenSnapshot;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.ledger.Token;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds what was there before a kill against what the server shows after it. A session is gone when a look that began after the
 * ledger's decision does not show it; that the server was told to end it proves nothing.
 */
final class KillReports {
    private final Map<String, TokenSnapshot> tokens;
    private final List<Refusal> refused;
    private final ClusterReport before;
    private final long decidedAt;

    private KillReports(
            Map<String, TokenSnapshot> tokens, List<Refusal> refused, ClusterReport before, long decidedAt) {
        this.tokens = tokens;
        this.refused = refused;
        this.before = before;
        this.decidedAt = decidedAt;
    }

    static KillReport planned(Meant meant, ClusterReport now) {
        List<KilledToken> tokens = meant.tokens().stream()
                .map(token -> new KilledToken(
                        token,
                        true,
                        sessions(now.pids(token.token().terms().id()), Fate.WOULD_END),
                        token.token() instanceof Token.Draining draining
                                ? "it is being taken back already: "
                                        + draining.reason().words()
                                : null))
                .toList();
        return new KillReport(tokens, meant.refused(), now.look() != null, now);
    }

    /**
     * After the ledger's decision.
     *
     * @param decided the ledger as it was when the decision was read, or a moment later; an order for all also means what was granted
     *     between {@code before} and the decision
     */
    static KillReports of(KillOrder order, Meant meant, ClusterReport before, ClusterReport decided) {
        Map<String, TokenSnapshot> tokens = new LinkedHashMap<>();
        meant.tokens().forEach(token -> tokens.put(token.token().terms().id(), token));
        if (order.tokens().isEmpty()) {
            decided.tokens().stream()
                    .filter(token -> token.token() instanceof Token.Draining)
                    .forEach(token -> tokens.putIfAbsent(token.token().terms().id(), token));
        }
        ClusterState state = decided.cluster().state();
        return new KillReports(tokens, meant.refused(), before, state == null ? 0 : state.revision());
    }

    /** Whether the server was seen again and shows none of them. */
    boolean areGone(ClusterReport now) {
        return lookedAgain(now)
                && tokens.keySet().stream().allMatch(token -> now.pids(token).isEmpty());
    }

    KillReport after(ClusterReport now) {
        List<KilledToken> killed =
                tokens.values().stream().map(token -> killed(token, now)).toList();
        return new KillReport(killed, refused, lookedAgain(now), now);
    }

    private boolean lookedAgain(ClusterReport now) {
        return now.look() != null && now.look().knows(decidedAt);
    }

    private KilledToken killed(TokenSnapshot token, ClusterReport now) {
        String id = token.token().terms().id();
        SortedSet<Integer> pids = new TreeSet<>(before.pids(id));
        List<Integer> left = now.pids(id);
        pids.addAll(left);
        pids.addAll(ended(id, now.look()));
        List<KilledSession> sessions = pids.stream()
                .map(pid -> new KilledSession(pid, fate(left.contains(pid), now)))
                .toList();
        Optional<TokenSnapshot> charged = now.token(id);
        return new KilledToken(
                token,
                charged.isPresent(),
                sessions,
                charged.map(still -> note(still.token(), left, now)).orElse(null));
    }

    private Fate fate(boolean shown, ClusterReport now) {
        if (!lookedAgain(now)) {
            return Fate.UNKNOWN;
        }
        return shown ? Fate.LEFT : Fate.GONE;
    }

    /** Those that came and went between two looks are known only because the agent ended them. */
    private List<Integer> ended(String token, @Nullable LastLook look) {
        if (look == null) {
            return List.of();
        }
        LastLook earlier = before.look();
        return look.ended().stream()
                .filter(each -> each.session().token().equals(token))
                .filter(each -> earlier == null || each.readNanos() - earlier.readNanos() > 0)
                .map(each -> each.session().pid())
                .toList();
    }

    /** Why a token's slots are not free. */
    private @Nullable String note(Token token, List<Integer> left, ClusterReport now) {
        if (!lookedAgain(now)) {
            String unreachable = now.cluster().unreachable();
            return "PostgreSQL was not seen since" + (unreachable == null ? "" : ": " + unreachable);
        }
        if (!left.isEmpty()) {
            return "the server was told to end them and still shows them; the agent's log says whether it may end sessions"
                    + " of this role";
        }
        return switch (token) {
            case Token.Draining draining
            when draining.holderUntil() != null ->
                "its slots stay charged until its holder answers, or can open no more sessions at "
                        + draining.holderUntil();
            case Token.Draining draining ->
                "its slots are free as soon as the agent has asked the database about its run";
            case Token.Live live -> "the ledger has not taken it back";
        };
    }

    private static List<KilledSession> sessions(Collection<Integer> pids, Fate fate) {
        return pids.stream().map(pid -> new KilledSession(pid, fate)).toList();
    }
}
