package dev.seedgate.admission.agent;

import dev.seedgate.admission.agent.Census.SeenToken;
import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.core.ledger.Token;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions are to be ended. Only ever those of tokens that cannot come back, so that a replica which lost the cluster without
 * knowing it does no harm with an old view:
 *
 * <ul>
 *   <li>of a draining token, once its holder had its grace: draining cannot be undone;
 *   <li>of a token that the ledger does not hold, when its fence is not above the view's last one, so that it was granted and is over,
 *       and not granted after the view was made; and only when two looks in a row agree.
 * </ul>
 */
final class Condemnation {
    private Set<Session> suspects = Set.of();

    /** Why a session is ended. */
    enum Cause {
        DRAINED,
        ORPHANED
    }

    /** A session that is to be ended. */
    record Condemned(Session session, String token, Cause cause) {}

    /**
     * Judges one look.
     *
     * @param view as it was before the look began
     * @param now the ledger's time
     */
    List<Condemned> judge(Census census, LedgerView view, Instant now) {
        Map<String, Token> held = view.tokens().stream()
                .collect(Collectors.toMap(token -> token.terms().id(), Function.identity()));
        List<Condemned> condemned = new ArrayList<>();
        Set<Session> orphans = new HashSet<>();
        for (SeenToken seen : census.tokens()) {
            Token token = held.get(seen.id());
            if (isDue(token, now)) {
                seen.sessions().forEach(each -> condemned.add(new Condemned(each, seen.id(), Cause.DRAINED)));
            } else if (token == null && seen.fence() <= view.fence()) {
                orphans.addAll(seen.sessions());
                seen.sessions().stream()
                        .filter(suspects::contains)
                        .forEach(each -> condemned.add(new Condemned(each, seen.id(), Cause.ORPHANED)));
            }
        }
        suspects = orphans;
        return condemned;
    }

    private static boolean isDue(@Nullable Token token, Instant now) {
        return token instanceof Token.Draining draining
                && !draining.terminateAt().isAfter(now);
    }
}
