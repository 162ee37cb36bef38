package dev.seedgate.core.decide;

import dev.seedgate.core.event.LedgerEvent.BidClosed;
import dev.seedgate.core.event.LedgerEvent.WorkerSeen;
import dev.seedgate.core.event.LedgerEvent.WorkerSuperseded;
import dev.seedgate.core.ledger.DrainReason;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.ledger.Worker;
import dev.seedgate.protocol.WorkerId;
import java.time.Instant;
import java.util.Optional;

/** Workers come, and come again as new processes. */
final class Workers {
    private Workers() {}

    static Decision announce(WorkerId id, Draft draft) {
        if (isSuperseded(id, draft)) {
            return draft.rejected(Rejection.SUPERSEDED_WORKER);
        }
        meet(id, draft);
        return draft.decision();
    }

    static boolean isSuperseded(WorkerId id, Draft draft) {
        return draft.ledger()
                .worker(id.name())
                .filter(worker -> worker.isSuperseded(id))
                .isPresent();
    }

    /** Takes note of an incarnation that was not superseded; one that is new takes the place of the one before. */
    static void meet(WorkerId id, Draft draft) {
        Optional<Worker> known = draft.ledger().worker(id.name());
        if (known.isEmpty()) {
            draft.add(new WorkerSeen(Worker.first(id, draft.now())));
        } else if (known.get().isCurrent(id)) {
            refresh(known.get(), draft);
        } else {
            supersede(known.get(), id, draft);
        }
    }

    /** A sign of life that says nothing of who came first: it never makes an incarnation the current one. */
    static void heard(WorkerId id, Draft draft) {
        draft.ledger()
                .worker(id.name())
                .filter(worker -> worker.isCurrent(id))
                .ifPresent(worker -> refresh(worker, draft));
    }

    /** Every sign of life would be a write; a quarter of the window is fine enough to tell who is silent. */
    private static void refresh(Worker worker, Draft draft) {
        Instant stale = worker.lastSeen().plus(draft.policy().workerWindow().dividedBy(4));
        if (!draft.now().isBefore(stale)) {
            draft.add(new WorkerSeen(worker.seen(draft.now())));
        }
    }

    private static void supersede(Worker worker, WorkerId id, Draft draft) {
        draft.add(new WorkerSuperseded(worker.supersededBy(id, draft.now())));
        for (Token token : draft.ledger().tokensOf(worker.name())) {
            if (token instanceof Token.Live live
                    && worker.isCurrent(live.terms().holder())) {
                Draining.overdue(live, whySuperseded(live), draft);
            }
        }
        draft.ledger().bidsOf(worker.name()).stream()
                .filter(bid -> worker.isCurrent(bid.worker()))
                .forEach(bid -> draft.add(new BidClosed(bid, DrainReason.SUPERSEDED.words())));
    }

    /** The process that a grant was for is gone: where it never answered, nothing ran and nothing was interrupted. */
    private static DrainReason whySuperseded(Token.Live token) {
        return token instanceof Token.Granted ? DrainReason.UNCLAIMED : DrainReason.SUPERSEDED;
    }
}
