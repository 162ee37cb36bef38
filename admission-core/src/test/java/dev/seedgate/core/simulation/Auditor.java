package dev.seedgate.core.simulation;

import dev.seedgate.core.command.Command;
import dev.seedgate.core.decide.Decision;
import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.core.ledger.TokenTerms;
import dev.seedgate.protocol.ClusterObservation;
import dev.seedgate.protocol.ClusterObservation.ClassSessions;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.SeedState;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
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
    private final Map<String, SeedRequest> accepted = new HashMap<>();
    private final Set<String> calledOff = new HashSet<>();
    private final Map<String, String> running = new HashMap<>();
    private final Map<String, String> bids = new HashMap<>();
    private final Set<String> draining = new HashSet<>();
    private SimulatedPostgres postgres = new SimulatedPostgres(this);
    private final Set<String> acts = new HashSet<>();
    private final Set<String> retries = new HashSet<>();
    private boolean held;
    private long look;
    private int budget;
    private Instant goodUntil = Instant.MIN;
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
        switch (command) {
            case Command.Submit submit -> accepted.putIfAbsent(submit.request().id(), submit.request());
            case Command.AwaitToken await ->
                accepted.putIfAbsent(await.await().bid(), await.await().request());
            case Command.Cancel cancel -> calledOff.add(cancel.request());
            case Command.Retry retry -> retried(retry, decision.rejection() == null);
            case Command.Observe observe -> observed(observe);
            case Command.Release release -> decision.events().forEach(event -> endsItsOwnRun(event, release));
            case Command.OperatorAct act -> acted(act);
            case Command.OpenBid other -> {}
            case Command.WithdrawBid other -> {}
            case Command.Renew other -> {}
            case Command.Announce other -> {}
            case Command.Tick other -> {}
            case Command.Admit other -> {}
            case Command.Resume other -> {}
        }
        decision.events().forEach(this::committed);
    }

    /** A new life is for those that ended without effect, and for whom nobody waits in vain; the same retry again is none. */
    private void retried(Command.Retry retry, boolean revived) {
        String request = retry.request().id();
        SeedState end = ended.get(request);
        boolean unknown = !accepted.containsKey(request);
        boolean hopeless = retry.request().scheduling().after().stream()
                .anyMatch(predecessor -> !accepted.containsKey(predecessor)
                        || ended.getOrDefault(predecessor, SeedState.SUCCEEDED) != SeedState.SUCCEEDED);
        boolean mayLive = !hopeless && (unknown || end == SeedState.DEAD || end == SeedState.CANCELLED);
        boolean isNew = !retries.contains(request + " " + retry.id());
        require(revived == (mayLive && isNew), retry + " revived it: " + revived + ", when it was " + end);
        if (revived) {
            retries.add(request + " " + retry.id());
            accepted.putIfAbsent(request, retry.request());
            ended.remove(request);
            calledOff.remove(request);
        }
    }

    /** The same act again is none. */
    private void acted(Command.OperatorAct act) {
        if (acts.add(act.id())) {
            held = switch (act) {
                case Command.HoldCluster hold -> true;
                case Command.ResumeCluster resume -> false;
                case Command.KillSeeds kill -> held || kill.hold();
            };
        }
    }

    private void observed(Command.Observe observe) {
        switch (observe.observation()) {
            case ClusterObservation.Seen seen when seen.look().number() <= look -> {} // is read again, or late
            case ClusterObservation.Seen seen -> {
                look = seen.look().number();
                budget = budget(seen);
                goodUntil = observe.appendedAt().plus(SimulatedOwner.POLICY.observationWindow());
            }
            case ClusterObservation.Unreachable unreachable -> goodUntil = Instant.MIN;
        }
    }

    private void endsItsOwnRun(LedgerEvent event, Command.Release release) {
        if (event instanceof LedgerEvent.RequestEvent ended && !follows(ended)) {
            String token = running.get(ended.request().id());
            require(
                    release.release().token().equals(token),
                    release + " ends a run that is under " + token + ": " + event);
        }
    }

    /** The end of a run also lets those start that wait for it, or cancels them. */
    private boolean follows(LedgerEvent.RequestEvent event) {
        return !running.containsKey(event.request().id())
                && !Objects.requireNonNull(accepted.get(event.request().id()))
                        .scheduling()
                        .after()
                        .isEmpty();
    }

    private void committed(LedgerEvent event) {
        switch (event) {
            case LedgerEvent.TokenGranted granted -> granted(granted);
            case LedgerEvent.TokenReleased released ->
                freed(released.token().terms().id());
            case LedgerEvent.TokenReclaimed reclaimed ->
                freed(reclaimed.token().terms().id());
            case LedgerEvent.RequestSucceeded succeeded -> succeeded(succeeded);
            case LedgerEvent.RequestDied died -> withoutEffect(died.request().id(), SeedState.DEAD);
            case LedgerEvent.RequestCancelled cancelled ->
                withoutEffect(cancelled.request().id(), SeedState.CANCELLED);
            case LedgerEvent.RequestHeld stopped ->
                running.remove(stopped.request().id());
            case LedgerEvent.RequestReturned returned ->
                running.remove(returned.request().id());
            case LedgerEvent.RequestRetrying retrying ->
                running.remove(retrying.request().id());
            case LedgerEvent.RequestEvent other ->
                require(
                        !ended.containsKey(other.request().id()),
                        other.request().id() + " lives on after its end: " + other);
            case LedgerEvent.TokenDrained drained ->
                drained(drained.token().terms().id());
            case LedgerEvent.TokenGrown grown -> resized(grown.token().terms(), true);
            case LedgerEvent.ConnectionsReturned returned ->
                resized(returned.token().terms(), false);
            case LedgerEvent.TokenEvent other -> renewed(other.token().terms().id());
            case LedgerEvent.OutcomeForgotten other -> {}
            case LedgerEvent.SeedTimesForgotten other -> {}
            case LedgerEvent.TenantCharged other -> {}
            case LedgerEvent.TenantForgotten other -> {}
            case LedgerEvent.CancelRemembered other -> {}
            case LedgerEvent.CancelForgotten other -> {}
            case LedgerEvent.RetryForgotten other -> {}
            case LedgerEvent.BidEvent other -> {}
            case LedgerEvent.WorkerEvent other -> {}
            case LedgerEvent.WorkerForgotten other -> {}
            case LedgerEvent.ServerObserved other -> {}
            case LedgerEvent.UseLevelCrossed other -> {}
            case LedgerEvent.SessionEnded other -> {}
            case LedgerEvent.OperatorActed other -> {}
            case LedgerEvent.DatabaseUnreachable other -> {}
            case LedgerEvent.LedgerResumed other -> {}
        }
    }

    private void granted(LedgerEvent.TokenGranted granted) {
        TokenTerms terms = granted.token().terms();
        String token = terms.id();
        String request = granted.request().id();
        require(terms.fence() > fence, token + " has a fence that is not new: the last was " + fence);
        require(!ended.containsKey(request), request + " is granted " + token + " after it " + ended.get(request));
        require(!held, request + " is granted " + token + " while the cluster is held");
        require(!calledOff.contains(request), request + " is granted " + token + " after it was called off");
        require(running.putIfAbsent(request, token) == null, request + " runs twice: now under " + token);
        require(bids.putIfAbsent(terms.bid(), token) == null, terms.bid() + " gets two tokens at once: " + token);
        inItsTurn(request, terms);
        fence = terms.fence();
        worth.put(token, terms.connections());
        require(charged() <= budget, token + " makes " + charged() + " charged of a budget of " + budget);
        require(!terms.grantedAt().isAfter(goodUntil), token + " is granted on a budget good until " + goodUntil);
    }

    /** What whoever posted it asked for: not before its time, not before others have succeeded, never beside some. */
    private void inItsTurn(String request, TokenTerms terms) {
        Scheduling asked = Objects.requireNonNull(accepted.get(request)).scheduling();
        Instant notBefore = asked.notBefore();
        require(
                notBefore == null || !terms.grantedAt().isBefore(notBefore),
                request + " is granted " + terms.id() + " before " + notBefore);
        for (String predecessor : asked.after()) {
            require(
                    ended.get(predecessor) == SeedState.SUCCEEDED,
                    request + " is granted " + terms.id() + " when " + predecessor + " is " + ended.get(predecessor));
        }
        for (String other : running.keySet()) {
            String key =
                    Objects.requireNonNull(accepted.get(other)).scheduling().concurrencyKey();
            require(
                    other.equals(request) || key == null || !key.equals(asked.concurrencyKey()),
                    request + " is granted " + terms.id() + " while " + other + " runs with the same " + key);
        }
    }

    private void drained(String token) {
        require(worth.containsKey(token), token + " is taken back after it was freed");
        draining.add(token);
    }

    /** More is a grant like any other; what is given back must be free in PostgreSQL, too. */
    private void resized(TokenTerms terms, boolean grows) {
        renewed(terms.id());
        int before = Objects.requireNonNull(worth.put(terms.id(), terms.connections()));
        require(
                grows ? terms.connections() > before : terms.connections() < before,
                terms.id() + " was worth " + before + " and is worth " + terms.connections());
        require(!grows || charged() <= budget, terms.id() + " makes " + charged() + " charged of " + budget);
        int sessions = postgres.sessionsOf(terms.id());
        require(
                sessions <= terms.connections(),
                terms.id() + " has " + sessions + " sessions, but keeps " + terms.connections());
    }

    private void renewed(String token) {
        require(worth.containsKey(token), token + " lives on after it was freed");
        require(!draining.contains(token), token + " lives again after it was taken back");
    }

    /** A slot that is given away must be free in PostgreSQL, too. */
    private void freed(String token) {
        require(worth.remove(token) != null, token + " is freed twice");
        bids.values().remove(token);
        int sessions = postgres.sessionsOf(token);
        require(sessions == 0, token + " is free, but has " + sessions + " sessions");
    }

    private void succeeded(LedgerEvent.RequestSucceeded succeeded) {
        String request = succeeded.request().id();
        require(
                succeeded.request().request().hasHolder() || postgres.isApplied(request),
                request + " succeeded, but left no effect");
        ended(request, SeedState.SUCCEEDED);
    }

    /** What is declared cancelled or dead has left nothing behind, and never will. */
    private void withoutEffect(String request, SeedState state) {
        require(!postgres.isApplied(request), request + " is " + state + ", but left an effect");
        ended(request, state);
    }

    /** The database accepted a commit. */
    void applied(String request) {
        require(!ended.containsKey(request), request + " took effect after it " + ended.get(request));
    }

    private void ended(String request, SeedState state) {
        require(accepted.containsKey(request), request + " ended, but was never accepted");
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
        Set<String> open = new HashSet<>(accepted.keySet());
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
