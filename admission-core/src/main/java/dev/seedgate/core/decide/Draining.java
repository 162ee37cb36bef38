package dev.seedgate.core.decide;

import dev.seedgate.core.event.LedgerEvent.TokenDrained;
import dev.seedgate.core.ledger.DrainReason;
import dev.seedgate.core.ledger.ServerView;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.ledger.TokenTerms;
import dev.seedgate.protocol.Reply;
import java.time.Duration;
import java.time.Instant;

/**
 * Takes tokens back. What is taken back stays charged; its slots are free only after a release with proof, or when PostgreSQL
 * shows no session of it.
 */
final class Draining {
    private Draining() {}

    /**
     * Asks the holder to stop, and lets its sessions be ended after the grace. The holder may be hung or its reply late; it then
     * keeps to a lease that it may have renewed up to now, and could open its first session after we looked. So absence proves
     * nothing before that lease is over. A holder that answers releases long before.
     */
    static void cancelled(Token.Live token, Draft draft) {
        stopped(token, DrainReason.CANCELLED, draft.now().plus(grace(draft)), draft);
    }

    /** The same for a run that makes room for others. */
    static void preempted(Token.Live token, Draft draft) {
        stopped(token, DrainReason.PREEMPTED, draft.now().plus(grace(draft)), draft);
    }

    /** The same with another reason, and another moment from which its sessions are ended. */
    static void stopped(Token.Live token, DrainReason reason, Instant terminateAt, Draft draft) {
        Instant holderUntil = draft.now().plus(draft.policy().lease());
        draft.add(new TokenDrained(token.revoked(reason, draft.nextRevision(), terminateAt, holderUntil)));
        revoke(token.terms(), reason, draft);
    }

    /** None where a session more would keep somebody out who has a reservation. */
    private static Duration grace(Draft draft) {
        ServerView server = draft.ledger().state().server();
        return server != null && server.crowdsOut()
                ? Duration.ZERO
                : draft.policy().drainGrace();
    }

    /** Its sessions are ended at once. */
    static void hastened(Token.Draining token, Draft draft) {
        Token.Draining hastened = token.hastened(draft.now());
        if (!hastened.equals(token)) {
            draft.add(new TokenDrained(hastened));
        }
    }

    /** Takes the token from a holder that is gone or has ended by itself, and tells it in case it is there after all. */
    static void overdue(Token.Live token, DrainReason reason, Draft draft) {
        draft.add(new TokenDrained(token.drained(reason, draft.nextRevision(), draft.now())));
        revoke(token.terms(), reason, draft);
    }

    /** The holder stopped and says so, but does not know whether its sessions are gone, or whether its work is committed. */
    static void withoutProof(Token.Live token, DrainReason reason, Draft draft) {
        draft.add(new TokenDrained(token.drained(reason, draft.nextRevision(), draft.now())));
    }

    /** The holder of a revoked token can open no more sessions. */
    static void abandoned(Token.Draining token, Draft draft) {
        draft.add(new TokenDrained(token.abandoned(draft.nextRevision(), draft.now())));
    }

    static void revoke(TokenTerms terms, DrainReason reason, Draft draft) {
        draft.reply(
                terms.replyPartition(),
                new Reply.Revocation(draft.ledger().cluster(), terms.holder(), terms.id(), reason.words()));
    }
}
