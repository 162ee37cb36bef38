package dev.seedgate.core.decide;

import dev.seedgate.core.Reservations;
import dev.seedgate.core.event.LedgerEvent.BudgetObserved;
import dev.seedgate.core.event.LedgerEvent.DatabaseUnreachable;
import dev.seedgate.core.event.LedgerEvent.TokenReclaimed;
import dev.seedgate.core.ledger.Budget;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.ClusterObservation;
import dev.seedgate.protocol.ClusterObservation.ClassSessions;
import dev.seedgate.protocol.ClusterObservation.TokenSessions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** PostgreSQL as witness: what the budget is, and which of the tokens that are being taken back have no session left. */
final class Observations {
    private Observations() {}

    static Decision observe(ClusterObservation observation, Draft draft) {
        switch (observation) {
            case ClusterObservation.Seen seen -> {
                observeBudget(seen, draft);
                reclaimAbsent(seen, draft);
            }
            case ClusterObservation.Unreachable unreachable -> {
                if (draft.ledger().state().unreachable() == null) {
                    draft.add(new DatabaseUnreachable(unreachable.error()));
                }
            }
        }
        return draft.decision();
    }

    /** The same figures are written again only when a quarter of their window is over: often enough that they never go stale. */
    private static void observeBudget(ClusterObservation.Seen seen, Draft draft) {
        Budget observed = budget(seen, draft);
        ClusterState state = draft.ledger().state();
        Budget last = state.budget();
        Duration fresh = draft.policy().observationWindow().dividedBy(4);
        if (last == null
                || state.unreachable() != null
                || !observed.sameFigures(last)
                || !draft.now().isBefore(last.observedAt().plus(fresh))) {
            draft.add(new BudgetObserved(observed));
        }
    }

    private static Budget budget(ClusterObservation.Seen seen, Draft draft) {
        Reservations reservations = draft.ledger().reservations();
        ClusterObservation.ServerSettings settings = seen.settings();
        return new Budget(
                settings.maxConnections(),
                settings.superuserReserved(),
                settings.reserved(),
                classes(reservations, seen.classes()),
                seen.unclassified(),
                reservations.headroom(),
                draft.now());
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

    private static void reclaimAbsent(ClusterObservation.Seen seen, Draft draft) {
        Set<String> present = seen.tokens().stream().map(TokenSessions::token).collect(Collectors.toSet());
        for (Token.Draining token : draft.ledger().drainingTokens()) {
            if (token.provesAbsence(seen.basis())
                    && !present.contains(token.terms().id())) {
                draft.add(new TokenReclaimed(token));
                Runs.lost(token, draft);
            }
        }
    }
}
