package dev.seedgate.core.decide;

import dev.seedgate.core.command.Command;
import dev.seedgate.core.event.LedgerEvent.LeaseRenewed;
import dev.seedgate.core.event.LedgerEvent.TokenClaimed;
import dev.seedgate.core.ledger.Token;
import java.time.Instant;
import java.util.Optional;

/** Holders keep their tokens. */
final class Leases {
    private Leases() {}

    static Decision renew(Command.Renew renew, Draft draft) {
        Optional<Token> found = draft.ledger().token(renew.token());
        if (found.isEmpty()) {
            return draft.rejected(Rejection.UNKNOWN_TOKEN);
        }
        Token token = found.get();
        if (!token.terms().holder().equals(renew.worker())) {
            return draft.rejected(Rejection.NOT_THE_HOLDER);
        }
        return switch (token) {
            case Token.Draining draining -> {
                Draining.revoke(draining.terms(), draining.reason(), draft);
                yield draft.rejected(Rejection.DRAINING_TOKEN);
            }
            case Token.Granted granted -> {
                Token.Active claimed = renewed(granted, renew, draft);
                draft.add(new TokenClaimed(claimed));
                yield kept(claimed, renew, draft);
            }
            case Token.Active active -> kept(extended(active, active.leaseUntil(), renew, draft), renew, draft);
            case Token.Suspect suspect -> kept(extended(suspect, suspect.leaseUntil(), renew, draft), renew, draft);
        };
    }

    /** A renewal that is read late, or twice, must not shorten a lease. */
    private static Token.Live extended(Token.Live token, Instant leaseUntil, Command.Renew renew, Draft draft) {
        Token.Active renewed = renewed(token, renew, draft);
        if (renewed.leaseUntil().isAfter(leaseUntil)) {
            draft.add(new LeaseRenewed(renewed));
            return renewed;
        }
        return token;
    }

    private static Token.Active renewed(Token.Live token, Command.Renew renew, Draft draft) {
        Instant from = renew.appendedAt().isAfter(draft.now()) ? draft.now() : renew.appendedAt();
        return token.renewed(
                from.plus(draft.policy().suspectAfter()),
                from.plus(draft.policy().lease()));
    }

    private static Decision kept(Token.Live token, Command.Renew renew, Draft draft) {
        Sizing.renewed(token, renew, draft);
        Workers.heard(renew.worker(), draft);
        return draft.decision();
    }
}
