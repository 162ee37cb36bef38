package dev.seedgate.core.decide;

import dev.seedgate.core.event.LedgerEvent.TokenReleased;
import dev.seedgate.core.ledger.DrainReason;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.TokenRelease;
import java.util.Optional;

/**
 * Holders give their tokens back and say how the run ended. What a holder says last counts even when its token is already being
 * taken back: it knows, and we would only guess.
 */
final class Releases {
    private Releases() {}

    static Decision release(TokenRelease release, Draft draft) {
        Optional<Token> found = draft.ledger().token(release.token());
        if (found.isEmpty()) {
            return draft.rejected(Rejection.UNKNOWN_TOKEN);
        }
        Token token = found.get();
        if (!token.terms().holder().equals(release.worker())) {
            return draft.rejected(Rejection.NOT_THE_HOLDER);
        }
        if (release.outcome() instanceof SeedOutcome.InDoubt) {
            keepCharged(token, DrainReason.IN_DOUBT, draft);
        } else if (release.disconnected()) {
            draft.add(new TokenReleased(token));
        } else {
            keepCharged(token, DrainReason.RELEASED_WITHOUT_PROOF, draft);
        }
        Runs.ended(token, release.outcome(), draft);
        return draft.decision();
    }

    /** The agent finds out what the holder does not know: whether sessions are left, and whether the run took effect. */
    private static void keepCharged(Token token, DrainReason reason, Draft draft) {
        switch (token) {
            case Token.Live live -> Draining.withoutProof(live, reason, draft);
            case Token.Draining draining -> {
                if (draining.holderUntil() != null) {
                    Draining.abandoned(draining, draft);
                }
            }
        }
    }
}
