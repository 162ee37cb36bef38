package dev.seedgate.core.decide;

import dev.seedgate.core.command.Command;
import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.core.ledger.DrainReason;
import dev.seedgate.core.ledger.Hold;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.ledger.Token;
import java.util.List;

/** What operators do in an emergency: stop the granting, stop what runs, and let it all go on. */
final class Operators {
    private Operators() {}

    /** An act that is read again does nothing: whoever resumed after a hold must not find it held again. */
    static Decision act(Command.OperatorAct act, Draft draft) {
        if (draft.ledger().state().acts().contains(act.id())) {
            return draft.rejected(Rejection.REPEATED_ACT);
        }
        return switch (act) {
            case Command.HoldCluster hold -> hold(hold, draft);
            case Command.ResumeCluster resume -> resume(resume, draft);
            case Command.KillSeeds kill -> kill(kill, draft);
        };
    }

    /** Whoever was first stays the one to ask. */
    private static Decision hold(Command.HoldCluster hold, Draft draft) {
        if (draft.ledger().state().hold() != null) {
            return draft.rejected(Rejection.HELD_ALREADY);
        }
        draft.add(held(hold, hold.reason(), draft));
        return draft.decision();
    }

    /** Also brings back what was stopped while granting went on. */
    private static Decision resume(Command.ResumeCluster resume, Draft draft) {
        draft.add(new LedgerEvent.ClusterResumed(resume.id(), resume.by()));
        draft.ledger()
                .heldRequests()
                .forEach(request -> draft.add(new LedgerEvent.RequestResumed(request.in(new Phase.Waiting()))));
        draft.ledger().tokens().forEach(token -> requeue(token, draft));
        return draft.decision();
    }

    /** What was killed and has not stopped yet must not be held when it does: nobody would resume it. */
    private static void requeue(Token token, Draft draft) {
        Runs.runningUnder(token, draft).ifPresent(request -> {
            if (request.phase() instanceof Phase.Running running && running.wish() == Phase.Wish.HOLD) {
                draft.add(new LedgerEvent.RequestResumed(request.in(running.wished(Phase.Wish.REQUEUE))));
            }
        });
    }

    /**
     * What was granted after the kill is not meant by it. Tokens that were given back meanwhile are passed over: whoever asked wants
     * them gone.
     */
    private static Decision kill(Command.KillSeeds kill, Draft draft) {
        List<Token> meant = draft.ledger().tokens().stream()
                .filter(token -> kill.tokens().isEmpty()
                        || kill.tokens().contains(token.terms().id()))
                .toList();
        if (kill.hold() && draft.ledger().state().hold() == null) {
            draft.add(held(kill, kill.reason(), draft));
        }
        draft.add(new LedgerEvent.SeedsKilled(
                kill.id(),
                kill.by(),
                kill.reason(),
                meant.stream().map(token -> token.terms().id()).toList()));
        meant.forEach(token -> kill(token, kill.by(), draft));
        return draft.decision();
    }

    private static void kill(Token token, String by, Draft draft) {
        Runs.runningUnder(token, draft).ifPresent(request -> hold(request, by, draft));
        switch (token) {
            case Token.Live live -> Draining.stopped(live, DrainReason.KILLED, draft.now(), draft);
            case Token.Draining draining -> Draining.hastened(draining, draft);
        }
    }

    /** A token that somebody holds themselves cannot be granted to them again later: they may have gone. */
    private static void hold(LiveRequest request, String by, Draft draft) {
        if (!(request.phase() instanceof Phase.Running running) || running.wish() == Phase.Wish.END) {
            return;
        }
        if (request.request().hasHolder()) {
            draft.add(new LedgerEvent.CancelRequested(request.in(running.wished(Phase.Wish.END))));
        } else {
            draft.add(new LedgerEvent.HoldRequested(request.in(running.wished(Phase.Wish.HOLD)), by));
        }
    }

    private static LedgerEvent held(Command.OperatorAct act, String reason, Draft draft) {
        return new LedgerEvent.ClusterHeld(act.id(), new Hold(act.by(), reason, draft.now()));
    }
}
