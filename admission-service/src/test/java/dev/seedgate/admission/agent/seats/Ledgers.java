package dev.seedgate.admission.agent.seats;

import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.core.ledger.DrainReason;
import dev.seedgate.core.ledger.Offer;
import dev.seedgate.core.ledger.Size;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.ledger.TokenTerms;
import dev.seedgate.protocol.TokenTag;
import dev.seedgate.protocol.WorkerId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Views and tokens of the cluster {@value #CLUSTER}, as its ledger would publish them. */
final class Ledgers {
    static final String CLUSTER = "main";
    static final SeatNames NAMES = new SeatNames("test", CLUSTER);

    private static final Instant NOW = Instant.parse("2020-01-01T00:00:00Z");

    private Ledgers() {}

    static LedgerView view(long fence, Token... tokens) {
        return view(fence, List.of(tokens));
    }

    static LedgerView view(long fence, List<Token> tokens) {
        return new LedgerView(CLUSTER, 1, fence, tokens, NOW, System.nanoTime());
    }

    /** Live, and a login role. */
    static Token live(long fence, int connections, String password) {
        return new Token.Active(
                terms(fence, connections, Scram.verifier(password)), NOW.plusSeconds(7), NOW.plusSeconds(15));
    }

    /** Being taken back; its grace is over. */
    static Token draining(long fence, int connections, String password) {
        return new Token.Draining(
                terms(fence, connections, Scram.verifier(password)), DrainReason.LEASE_OVER, 1, NOW, null);
    }

    /** Live, and only told by its tag. */
    static Token tagged(long fence, int connections) {
        return new Token.Active(terms(fence, connections, null), NOW.plusSeconds(7), NOW.plusSeconds(15));
    }

    static TokenTerms terms(long fence, int connections, @Nullable String verifier) {
        return new TokenTerms(
                TokenTag.tokenId(CLUSTER, fence),
                fence,
                "request-" + fence,
                "bid-" + fence,
                new Offer(100, List.of()),
                new WorkerId("worker-1", "a"),
                0,
                Size.fixed(connections, NOW.minusSeconds(60)),
                SeatServer.DATABASE,
                verifier,
                NOW.minusSeconds(60),
                null);
    }
}
