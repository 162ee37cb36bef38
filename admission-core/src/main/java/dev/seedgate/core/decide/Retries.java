package dev.seedgate.core.decide;

import dev.seedgate.core.command.Command;
import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.core.ledger.Ledger;
import dev.seedgate.core.ledger.Outcome;
import dev.seedgate.core.ledger.RememberedRetry;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.SeedState;
import java.time.Instant;
import java.util.Optional;

/**
 * Requests that ended without effect come back under their old ids, as if they were posted now: the row in {@code seed_history} of that
 * id keeps the effect from happening twice, whatever the first life left in doubt. Whoever asks brings the request along, because the
 * ledger keeps none that have ended, and leaves out predecessors that have succeeded, because it forgets those as well.
 */
final class Retries {
    private Retries() {}

    static Decision retry(Command.Retry retry, Draft draft) {
        Optional<Rejection> why = refusal(retry, draft.ledger());
        if (why.isPresent()) {
            return draft.rejected(why.get());
        }
        SeedRequest request = retry.request();
        if (draft.ledger().rememberedCancel(request.id()).isPresent()) {
            draft.add(new LedgerEvent.CancelForgotten(request.id()));
        }
        draft.add(new LedgerEvent.RequestRevived(Requests.fresh(request, draft), remembered(retry, draft)));
        return draft.decision();
    }

    private static RememberedRetry remembered(Command.Retry retry, Draft draft) {
        String request = retry.request().id();
        Instant until = draft.now().plus(draft.policy().outcomeWindow());
        return draft.ledger()
                .rememberedRetry(request)
                .map(known -> known.with(retry.id(), until))
                .orElseGet(() -> RememberedRetry.first(request, retry.id(), until));
    }

    private static Optional<Rejection> refusal(Command.Retry retry, Ledger ledger) {
        String id = retry.request().id();
        if (ledger.rememberedRetry(id)
                .filter(known -> known.acts().contains(retry.id()))
                .isPresent()) {
            return Optional.of(Rejection.REPEATED_ACT);
        }
        if (ledger.request(id).isPresent()) {
            return Optional.of(Rejection.UNFINISHED_REQUEST);
        }
        if (ledger.outcome(id).filter(Retries::isSuccess).isPresent()) {
            return Optional.of(Rejection.FINISHED_REQUEST);
        }
        return retry.request().scheduling().after().stream().allMatch(predecessor -> maySucceed(predecessor, ledger))
                ? Optional.empty()
                : Optional.of(Rejection.HOPELESS_REQUEST);
    }

    private static boolean maySucceed(String predecessor, Ledger ledger) {
        return ledger.request(predecessor).isPresent()
                || ledger.outcome(predecessor).filter(Retries::isSuccess).isPresent();
    }

    private static boolean isSuccess(Outcome outcome) {
        return outcome.state() == SeedState.SUCCEEDED;
    }
}
