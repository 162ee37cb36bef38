package dev.seedgate.core.decide;

import dev.seedgate.core.Reservations;
import dev.seedgate.core.command.Command;
import dev.seedgate.core.event.LedgerEvent.DatabaseUnreachable;
import dev.seedgate.core.event.LedgerEvent.RunRemarked;
import dev.seedgate.core.event.LedgerEvent.ServerObserved;
import dev.seedgate.core.event.LedgerEvent.SessionEnded;
import dev.seedgate.core.event.LedgerEvent.TokenReclaimed;
import dev.seedgate.core.event.LedgerEvent.UseLevelCrossed;
import dev.seedgate.core.ledger.Budget;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.ledger.ServerView;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.ledger.UseLevel;
import dev.seedgate.protocol.ClusterObservation;
import dev.seedgate.protocol.ClusterObservation.ClassSessions;
import dev.seedgate.protocol.ClusterObservation.EndedSession;
import dev.seedgate.protocol.ClusterObservation.GoneToken;
import dev.seedgate.protocol.Enforcement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** PostgreSQL as witness: what the budget is, and which of the tokens that are being taken back are gone. */
final class Observations {
    private Observations() {}

    static Decision observe(Command.Observe observe, Draft draft) {
        return switch (observe.observation()) {
            case ClusterObservation.Seen seen -> seen(seen, observe.appendedAt(), draft);
            case ClusterObservation.Unreachable unreachable -> {
                if (draft.ledger().state().unreachable() == null) {
                    draft.add(new DatabaseUnreachable(unreachable.error()));
                }
                yield draft.decision();
            }
        };
    }

    /** A look that is read again, or after a later one, says nothing of now; whoever came meanwhile would not be in it. */
    private static Decision seen(ClusterObservation.Seen seen, Instant appendedAt, Draft draft) {
        ServerView last = draft.ledger().state().server();
        if (last != null && last.isNotBefore(seen.basis(), seen.look())) {
            return draft.rejected(Rejection.STALE_OBSERVATION);
        }
        UseLevel before = last == null ? UseLevel.NORMAL : last.level();
        ServerView server =
                server(seen, appendedAt, draft).ranked(before, draft.policy().thresholds());
        boolean news = last == null || draft.ledger().state().unreachable() != null || !server.sameFigures(last);
        draft.add(new ServerObserved(server, news));
        if (server.level() != before) {
            draft.add(new UseLevelCrossed(
                    server.level(), server.used(), server.budget().maxConnections()));
        }
        if (server.enforcement() == Enforcement.ROLE && (last == null || last.enforcement() == Enforcement.TAG)) {
            Bids.closeWithoutVerifier(draft);
        }
        seen.ended().forEach(session -> draft.add(new SessionEnded(session)));
        remarkOverdrawn(seen.ended(), draft);
        reclaim(seen, draft);
        if (last != null) {
            Preemption.forBudget(last, server, draft);
        }
        return draft.decision();
    }

    /** An observation that lay unread for a while is as old as it is, and not from the future either. */
    private static ServerView server(ClusterObservation.Seen seen, Instant appendedAt, Draft draft) {
        Instant observedAt = appendedAt.isAfter(draft.now()) ? draft.now() : appendedAt;
        return new ServerView(
                budget(seen, observedAt, draft),
                seen.basis(),
                seen.look(),
                seen.tokens().stream().mapToInt(token -> token.pids().size()).sum(),
                UseLevel.NORMAL,
                seen.enforcement(),
                seen.settings().systemIdentifier());
    }

    private static Budget budget(ClusterObservation.Seen seen, Instant observedAt, Draft draft) {
        Reservations reservations = draft.ledger().reservations();
        ClusterObservation.ServerSettings settings = seen.settings();
        return new Budget(
                settings.maxConnections(),
                settings.superuserReserved(),
                settings.reserved(),
                classes(reservations, seen.classes()),
                seen.unclassified(),
                reservations.headroom(),
                observedAt);
    }

    /** Those with a reservation first, whether they have sessions or not; then whoever else was seen, with nothing reserved. */
    private static List<Budget.ClassUse> classes(Reservations reservations, List<ClassSessions> seen) {
        Map<String, Integer> reserved = new LinkedHashMap<>();
        reservations.classes().forEach(entry -> reserved.put(entry.consumerClass(), entry.connections()));
        Map<String, Integer> observed = new LinkedHashMap<>();
        seen.forEach(entry -> observed.merge(entry.name(), entry.sessions(), Integer::sum));
        observed.keySet().forEach(name -> reserved.putIfAbsent(name, 0));
        return reserved.entrySet().stream()
                .map(entry ->
                        new Budget.ClassUse(entry.getKey(), entry.getValue(), observed.getOrDefault(entry.getKey(), 0)))
                .toList();
    }

    /** A run that lost connections because its token had too many will fail, and its error should say why. */
    private static void remarkOverdrawn(List<EndedSession> ended, Draft draft) {
        Map<String, Integer> overdrawn = new TreeMap<>();
        ended.stream()
                .filter(session -> session.cause() == EndedSession.Cause.OVERDRAWN)
                .forEach(session -> overdrawn.merge(session.token(), 1, Integer::sum));
        overdrawn.forEach((id, sessions) -> draft.ledger()
                .token(id)
                .ifPresent(token ->
                        Runs.runningUnder(token, draft).ifPresent(request -> remark(request, token, sessions, draft))));
    }

    private static void remark(LiveRequest request, Token token, int sessions, Draft draft) {
        if (request.phase() instanceof Phase.Running running) {
            int worth = token.terms().connections();
            String remark = "the seed opened more connections than its token is worth (" + worth
                    + "), so PostgreSQL ended the newest " + sessions
                    + "; ask for as many as it opens, or let it open fewer";
            draft.add(new RunRemarked(request.in(running.remarked(remark)), remark));
        }
    }

    private static void reclaim(ClusterObservation.Seen seen, Draft draft) {
        for (GoneToken gone : seen.gone()) {
            draft.ledger()
                    .token(gone.token())
                    .filter(token -> token instanceof Token.Draining draining && draining.provesAbsence(seen.basis()))
                    .map(Token.Draining.class::cast)
                    .ifPresent(token -> {
                        draft.add(new TokenReclaimed(token));
                        Runs.lost(token, gone.effect(), draft);
                    });
        }
    }
}
