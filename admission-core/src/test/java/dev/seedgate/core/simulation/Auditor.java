package dev.seedgate.core.simulation;

import dev.seedgate.core.command.Command;
import dev.seedgate.core.decide.Decision;
import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.protocol.ClusterObservation;
import dev.seedgate.protocol.ClusterObservation.ClassSessions;
import dev.seedgate.protocol.SeedState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Knows what must hold, by a model of its own: which tokens are worth what, what the last look at PostgreSQL allows, and how each
 * request ended. It hears what is committed and what PostgreSQL does, and never asks the ledger.
 */
final class Auditor {
    /** A promise was broken. */
    static final class Violation extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Violation(String message) {
            super(message);
        }
    }

    private final Map<String, Integer> worth = new TreeMap<>();
    private final Map<String, SeedState> ended = new TreeMap<>();
    private final Set<String> accepted = new HashSet<>();
    private final Set<String> ran = new HashSet<>();
    private final Map<String, String> running = new HashMap<>();
    private SimulatedPostgres postgres = new SimulatedPostgres(this);
    private int budget;
    private long fence;

    void watch(SimulatedPostgres observed) {
        postgres = observed;
    }

    /** P1 at PostgreSQL itself: no session without a slot that is charged. */
    void sessionOpened(String token, int sessions) {
        int charged = worth.getOrDefault(token, 0);
        require(sessions <= charged, token + " has " + sessions + " sessions, but is charged " + charged);
    }

    /** A command and what came of it are committed. */
    void committed(Command command, Decision decision) {
        if (command instanceof Command.Submit submit) {
            accepted.add(submit.request().id());
        }
        if (command instanceof Command.Observe observe
                && observe.observation() instanceof ClusterObservation.Seen seen) {
            budget = budget(seen);
        }
        decision.events().forEach(this::committed);
    }

    private void committed(LedgerEvent event) {
        switch (event) {
            case LedgerEvent.TokenGranted granted -> granted(granted);
            case LedgerEvent.TokenReleased released ->
                freed(released.token().terms().id());
            case LedgerEvent.TokenReclaimed reclaimed ->
                freed(reclaimed.token().terms().id());
            case LedgerEvent.RequestSucceeded succeeded -> succeeded(succeeded);
            case LedgerEvent.RequestDied died -> ended(died.request().id(), SeedState.DEAD);
            case LedgerEvent.RequestCancelled cancelled ->
                cancelled(cancelled.request().id());
            case LedgerEvent.RequestReturned returned ->
                running.remove(returned.request().id());
            case LedgerEvent.RequestRetrying retrying ->
                running.remove(retrying.request().id());
            case LedgerEvent.RequestEvent other ->
                require(
                        !ended.containsKey(other.request().id()),
                        other.request().id() + " lives on after its end: " + other);
            case LedgerEvent.TokenEvent other ->
                require(
                        worth.containsKey(other.token().terms().id()),
                        other.token().terms().id() + " lives on after it was freed: " + other);
            case LedgerEvent.OutcomeForgotten other -> {}
            case LedgerEvent.CancelRemembered other -> {}
            case LedgerEvent.CancelForgotten other -> {}
            case LedgerEvent.BidEvent other -> {}
            case LedgerEvent.WorkerEvent other -> {}
            case LedgerEvent.WorkerForgotten other -> {}
            case LedgerEvent.BudgetObserved other -> {}
            case LedgerEvent.DatabaseUnreachable other -> {}
            case LedgerEvent.LedgerResumed other -> {}
        }
    }

    private void granted(LedgerEvent.TokenGranted granted) {
        String token = granted.token().terms().id();
        String request = granted.request().id();
        require(granted.token().terms().fence() > fence, token + " has a fence that is not new: the last was " + fence);
        require(!ended.containsKey(request), request + " is granted " + token + " after it " + ended.get(request));
        require(running.putIfAbsent(request, token) == null, request + " runs twice: now under " + token);
        fence = granted.token().terms().fence();
        worth.put(token, granted.token().terms().connections());
        ran.add(request);
        require(charged() <= budget, token + " makes " + charged() + " charged of a budget of " + budget);
    }

    /** A slot that is given away must be free in PostgreSQL, too. */
    private void freed(String token) {
        require(worth.remove(token) != null, token + " is freed twice");
        int sessions = postgres.sessionsOf(token);
        require(sessions == 0, token + " is free, but has " + sessions + " sessions");
    }

    private void succeeded(LedgerEvent.RequestSucceeded succeeded) {
        String request = succeeded.request().id();
        require(postgres.isApplied(request), request + " succeeded, but left no effect");
        ended(request, SeedState.SUCCEEDED);
    }

    private void cancelled(String request) {
        require(
                ran.contains(request) || !postgres.isApplied(request),
                request + " was cancelled before it ran, but left an effect");
        ended(request, SeedState.CANCELLED);
    }

    private void ended(String request, SeedState state) {
        require(accepted.contains(request), request + " ended, but was never accepted");
        SeedState before = ended.putIfAbsent(request, state);
        require(before == null, request + " ended as " + before + " and then as " + state);
        running.remove(request);
    }

    /** What DESIGN.md, section 4, says of the budget. */
    private static int budget(ClusterObservation.Seen seen) {
        int others = seen.unclassified() + SimulatedPostgres.HEADROOM;
        Map<String, Integer> kept = new HashMap<>();
        kept.put("api", SimulatedPostgres.API_RESERVATION);
        kept.put("background", SimulatedPostgres.BACKGROUND_RESERVATION);
        for (ClassSessions observed : seen.classes()) {
            kept.merge(observed.name(), observed.sessions(), Math::max);
        }
        int settings = seen.settings().maxConnections()
                - seen.settings().superuserReserved()
                - seen.settings().reserved();
        return settings
                - others
                - kept.values().stream().mapToInt(Integer::intValue).sum();
    }

    private int charged() {
        return worth.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether every request has ended and every slot is free again. */
    boolean isSettled(int submitted) {
        return accepted.size() == submitted && ended.size() == submitted && worth.isEmpty() && postgres.isEmpty();
    }

    /** P3 and P4, once the world was left in peace for long enough. */
    void settled(int submitted) {
        require(accepted.size() == submitted, accepted.size() + " of " + submitted + " requests were read");
        Set<String> open = new HashSet<>(accepted);
        open.removeAll(ended.keySet());
        require(open.isEmpty(), "these requests never ended: " + open);
        require(worth.isEmpty(), "these tokens were never freed: " + worth);
        require(postgres.isEmpty(), "these sessions never ended: " + postgres.sessionsByToken());
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Violation(otherwise);
        }
    }
}
