package dev.seedgate.core.decide;

import dev.seedgate.core.command.Command;
import dev.seedgate.core.ledger.Ledger;
import dev.seedgate.core.ledger.LiveRequest;
import java.time.Instant;
import java.util.Optional;

/** The one door to the rules. Every command has its handler here; a new one without a handler does not compile. */
public final class Decider {
    private Decider() {}

    /**
     * Decides a command; the ledger is not changed.
     *
     * @param now the ledger's time, never earlier than the ledger's last change
     * @throws IllegalArgumentException when time runs backwards
     * @throws IllegalStateException when the ledger contradicts itself
     */
    public static Decision decide(Command command, Ledger ledger, Instant now) {
        ledger.requireNotBefore(now);
        Draft draft = new Draft(ledger, now);
        Decision decision = handle(command, draft);
        if (decision.rejection() != null) {
            return decision;
        }
        Holders.settle(draft);
        Followers.settle(draft);
        TenantCharges.settle(draft);
        return draft.events().size() == decision.events().size() ? decision : draft.decision();
    }

    /** Whose turn it is among the requests that could start as soon as enough connections were free; decides nothing. */
    public static Optional<LiveRequest> next(Ledger ledger, Instant now) {
        return Admission.next(new Draft(ledger, now));
    }

    private static Decision handle(Command command, Draft draft) {
        return switch (command) {
            case Command.Submit submit -> Requests.submit(submit.request(), draft);
            case Command.Cancel cancel -> Requests.cancel(cancel.request(), draft);
            case Command.Retry retry -> Retries.retry(retry, draft);
            case Command.OperatorAct act -> Operators.act(act, draft);
            case Command.OpenBid open -> Bids.open(open.bid(), draft);
            case Command.AwaitToken await -> Holders.await(await.await(), draft);
            case Command.WithdrawBid withdraw -> Bids.withdraw(withdraw.bid(), draft);
            case Command.Announce announce -> Workers.announce(announce.worker(), draft);
            case Command.Renew renew -> Leases.renew(renew, draft);
            case Command.Release release -> Releases.release(release.release(), draft);
            case Command.Observe observe -> Observations.observe(observe, draft);
            case Command.Tick tick -> Time.tick(draft);
            case Command.Resume resume -> Time.resume(draft);
            case Command.Admit admit -> Admission.admit(draft);
        };
    }
}
