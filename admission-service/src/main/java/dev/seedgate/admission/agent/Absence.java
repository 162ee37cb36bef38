package dev.seedgate.admission.agent;

import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.core.ledger.Token;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which draining tokens have no session and can have none any more. To show none is not enough: a backend that still authenticates
 * may be one that the token's holder asked for before the token was taken back, and would be its session in a moment. So every
 * half-started backend is remembered with the last look that did not show it: it was asked for after that look began. Not thread-safe.
 */
final class Absence {
    /** Of a backend that was there at the first look: it may be older than anything. */
    private static final long NEVER = -1;

    /** For each half-started backend, the basis of the last look that did not show it. */
    private Map<Backend, Long> lastLookWithout = Map.of();

    private long lastBasis = NEVER;

    /**
     * Judges one look; must be called for every one.
     *
     * @param view as it was before the look began
     */
    List<Token.Draining> proven(Showing showing, Census census, LedgerView view) {
        Map<Backend, Long> without = new HashMap<>();
        showing.halfStarted()
                .forEach(backend -> without.put(backend, lastLookWithout.getOrDefault(backend, lastBasis)));
        lastLookWithout = without;
        lastBasis = view.revision();
        long oldest = without.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
        return view.tokens().stream()
                .filter(Token.Draining.class::isInstance)
                .map(Token.Draining.class::cast)
                .filter(token -> token.provesAbsence(view.revision()))
                .filter(token -> token.sinceRevision() <= oldest)
                .filter(token -> !census.shows(token.terms().id()))
                .toList();
    }
}
