package dev.seedgate.core.decide;

import dev.seedgate.core.event.LedgerEvent.TokenReleased;
import dev.seedgate.core.ledger.Token;
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
        if (release.disconnected()) {
            draft.add(new TokenReleased(token));
        } else {
            keepCharged(token, draft);
        }
        Runs.ended(token, release.outcome(), draft);
        return draft.decision();
    }

    private static void keepCharged(Token token, Draft draft) {
        switch (token) {
            case Token.Live live -> Draining.withoutProof(live, draft);
            case Token.Draining draining -> {
                if (draining.holderUntil() != null) {
                    Draining.abandoned(draining, draft);
                }
            }
        }
    }
}
