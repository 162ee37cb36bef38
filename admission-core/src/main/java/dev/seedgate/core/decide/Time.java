package dev.seedgate.core.decide;

import dev.seedgate.core.event.LedgerEvent.BidClosed;
import dev.seedgate.core.event.LedgerEvent.CancelForgotten;
import dev.seedgate.core.event.LedgerEvent.LedgerResumed;
import dev.seedgate.core.event.LedgerEvent.OutcomeForgotten;
import dev.seedgate.core.event.LedgerEvent.RetryForgotten;
import dev.seedgate.core.event.LedgerEvent.SeedTimesForgotten;
import dev.seedgate.core.event.LedgerEvent.TenantForgotten;
import dev.seedgate.core.event.LedgerEvent.TokenSuspected;
import dev.seedgate.core.event.LedgerEvent.WorkerForgotten;
import dev.seedgate.core.ledger.Bid;
import dev.seedgate.core.ledger.DrainReason;
import dev.seedgate.core.ledger.EntityKey;
import dev.seedgate.core.ledger.Ledger;
import dev.seedgate.core.ledger.Token;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What happens because nothing else did. */
final class Time {
    /** A day's outcomes may fall due together; whatever is left is due in the next tick. */
    static final int AT_ONCE = 1_000;

    private Time() {}

    static Decision tick(Draft draft) {
        draft.ledger().due(draft.now(), AT_ONCE).forEach(key -> fallDue(key, draft));
        return draft.decision();
    }

    private static void fallDue(EntityKey key, Draft draft) {
        Ledger ledger = draft.ledger();
        switch (key.kind()) {
            case TOKEN -> overdue(known(key, ledger.token(key.id())), draft);
            case REQUEST -> Requests.fallDue(known(key, ledger.request(key.id())), draft);
            case BID -> draft.add(new BidClosed(known(key, ledger.bid(key.id())), "it was not renewed in time"));
            case WORKER -> draft.add(new WorkerForgotten(key.id()));
            case OUTCOME -> draft.add(new OutcomeForgotten(key.id()));
            case SEED -> draft.add(new SeedTimesForgotten(known(key, ledger.seedTimes(key))));
            case TENANT -> draft.add(new TenantForgotten(known(key, ledger.tenantUse(key))));
            case CANCEL -> draft.add(new CancelForgotten(key.id()));
            case RETRY -> draft.add(new RetryForgotten(key.id()));
            case CLUSTER -> throw new IllegalStateException("the cluster itself has no deadline");
        }
    }

    /** Walks every step that is due: after a long pause a token may have been late and then over. */
    private static void overdue(Token token, Draft draft) {
        switch (token) {
            case Token.Granted granted -> Draining.overdue(granted, DrainReason.UNCLAIMED, draft);
            case Token.Active active -> {
                Token.Suspect suspect = active.suspected();
                draft.add(new TokenSuspected(suspect));
                if (!draft.now().isBefore(suspect.deadline())) {
                    overdue(suspect, draft);
                }
            }
            case Token.Suspect suspect -> Draining.overdue(suspect, DrainReason.LEASE_OVER, draft);
            case Token.Draining draining -> Draining.abandoned(draining, draft);
        }
    }

    /** Whatever could not be renewed while nobody decided gets that time added. */
    static Decision resume(Draft draft) {
        Ledger ledger = draft.ledger();
        Duration outage = Duration.between(ledger.state().time(), draft.now());
        if (outage.isPositive()) {
            List<Token.Live> tokens =
                    ledger.liveTokens().map(token -> token.postponed(outage)).toList();
            List<Bid> bids = ledger.bids().stream()
                    .map(bid -> bid.renewed(bid.expiresAt().plus(outage)))
                    .toList();
            draft.add(new LedgerResumed(tokens, bids));
        }
        return draft.decision();
    }

    private static <T> T known(EntityKey key, Optional<T> found) {
        return found.orElseThrow(() -> new IllegalStateException(key + " has a deadline but does not exist"));
    }
}
