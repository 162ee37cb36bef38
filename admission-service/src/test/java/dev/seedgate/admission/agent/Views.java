package dev.seedgate.admission.agent;

import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.core.ledger.DrainReason;
import dev.seedgate.core.ledger.Offer;
import dev.seedgate.core.ledger.Size;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.ledger.TokenTerms;
import dev.seedgate.protocol.TokenTag;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ledger views and tokens of the cluster {@value #CLUSTER}, as the ledger would publish them. */
final class Views {
    static final String CLUSTER = "main";
    /** The ledger's time when a view is made; far from the wall clock's, because nothing may depend on that. */
    static final Instant NOW = Instant.parse("2020-01-01T00:00:00Z");

    private Views() {}

    static LedgerView view(long revision, long fence, Token... tokens) {
        return new LedgerView(CLUSTER, revision, fence, List.of(tokens), NOW, System.nanoTime());
    }

    /** Another cluster's, without tokens. */
    static LedgerView viewOf(String cluster, long revision) {
        return new LedgerView(cluster, revision, 0, List.of(), NOW, System.nanoTime());
    }

    static Token active(long fence, int connections) {
        return new Token.Active(terms(fence, connections), NOW.plusSeconds(7), NOW.plusSeconds(15));
    }

    /** Draining, with so much of its grace left when the view is made. */
    static Token.Draining draining(long fence, int connections, Duration grace) {
        return new Token.Draining(terms(fence, connections), DrainReason.LEASE_OVER, 1, NOW.plus(grace), null);
    }

    /**
     * Draining, with its grace over.
     *
     * @param holder how long its holder may still open sessions; null when it cannot
     */
    static Token.Draining draining(long fence, int connections, long sinceRevision, @Nullable Duration holder) {
        return new Token.Draining(
                terms(fence, connections),
                DrainReason.LEASE_OVER,
                sinceRevision,
                NOW,
                holder == null ? null : NOW.plus(holder));
    }

    /** Active, and enforced as a login role. */
    static Token login(long fence, int connections) {
        return login(fence, connections, "SCRAM-SHA-256$4096:c2FsdA==$a2V5:a2V5");
    }

    static Token login(long fence, int connections, String verifier) {
        return new Token.Active(terms(fence, connections, verifier), NOW.plusSeconds(7), NOW.plusSeconds(15));
    }

    /** Draining, and a login role; with so much of its grace left. */
    static Token drainingLogin(long fence, int connections, String verifier, Duration grace) {
        return new Token.Draining(
                terms(fence, connections, verifier), DrainReason.LEASE_OVER, 1, NOW.plus(grace), null);
    }

    private static TokenTerms terms(long fence, int connections) {
        return terms(fence, connections, null);
    }

    private static TokenTerms terms(long fence, int connections, @Nullable String verifier) {
        return new TokenTerms(
                TokenTag.tokenId(CLUSTER, fence),
                fence,
                "request-" + fence,
                "bid-" + fence,
                new Offer(100, List.of()),
                new WorkerId("worker-1", "a"),
                0,
                Size.fixed(connections, NOW.minusSeconds(60)),
                "shop",
                verifier,
                NOW.minusSeconds(60),
                null);
    }
}
