package dev.seedgate.core.advice;

import dev.seedgate.core.Policy;
import dev.seedgate.core.Reservations;
import dev.seedgate.core.advice.PastRequest.End;
import dev.seedgate.core.command.Command;
import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.Size;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.TokenRelease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A history, decided anew under what is different. Requests come when they came, the server is seen as it was seen, workers come and go
 * as they did, and runs take as long as they took; who starts when is left to the rules.
 */
final class Replay {
    /** How long after the history's end what still waits may take to start. */
    static final Duration BEYOND = Duration.ofDays(2);

    /** How long nothing may happen while somebody waits until the rules are asked again: patience comes to its end by time alone. */
    private static final Duration LOOK = Duration.ofSeconds(30);

    private static final SeedOutcome DONE = new SeedOutcome.Succeeded(0, false);
    private static final SeedOutcome LOST = new SeedOutcome.GivenBack("its token was taken back");
    private static final SeedOutcome FAILED = new SeedOutcome.Failed("it failed when it ran", true);
    private static final SeedOutcome FAILED_FOR_GOOD = new SeedOutcome.Failed("it failed when it ran", false);

    private record Step(Instant at, long number, Runnable action) {}

    private final History history;
    private final Variation variation;
    private final ReplayLedger ledger;
    private final ReplayWorkers workers;
    private final ReplayCommands commands;
    private final RunLengths lengths;
    private final UseRecorder use;
    private final Map<String, PastRequest> requests = new HashMap<>();
    private final PriorityQueue<Step> agenda =
            new PriorityQueue<>(Comparator.comparing(Step::at).thenComparingLong(Step::number));
    private final Queue<Token> askedBack = new ArrayDeque<>();
    private final List<Token> granted = new ArrayList<>();
    private final Map<String, Instant> startable = new HashMap<>();
    private final Map<String, Instant> started = new HashMap<>();
    private final Set<String> unfinished = new HashSet<>();
    private final Instant start;
    private long steps;
    private int slowed;

    private Replay(History history, Policy policy, Reservations reservations, Variation variation) {
        this.history = history;
        this.variation = variation;
        this.start = start(history);
        this.ledger =
                new ReplayLedger(history.cluster(), policy, variation.applyTo(reservations), start, this::happened);
        this.workers = new ReplayWorkers(ledger, labels(history));
        this.lengths = RunLengths.of(history);
        this.commands = new ReplayCommands(history, variation);
        this.use = new UseRecorder(start, history.from(), history.to());
        commands.known().forEach(ledger.ledger()::restore);
        plan();
    }

    /**
     * Plays it to its end, and as long beyond as something runs or waits, up to {@link #BEYOND}.
     *
     * @param reservations those in force, of which the variation may change some
     */
    static Replayed of(History history, Policy policy, Reservations reservations, Variation variation) {
        return new Replay(history, policy, reservations, variation).play();
    }

    private static Instant start(History history) {
        return history.requests().stream()
                .map(PastRequest::queuedAt)
                .findFirst()
                .filter(first -> first.isBefore(history.from()))
                .orElse(history.from());
    }

    private static List<String> labels(History history) {
        return history.requests().stream()
                .flatMap(past -> past.request().scheduling().labels().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private void plan() {
        observe();
        history.holds().forEach(hold -> at(hold.at(), () -> ledger.decide(commands.hold(hold))));
        history.workers()
                .forEach(worker ->
                        at(worker.at(), () -> workers.has(worker.worker(), worker.slots() * variation.workersTimes())));
        for (PastRequest past : history.requests()) {
            requests.put(past.id(), past);
            Duration later = variation.later(past);
            at(past.queuedAt().plus(later), () -> ledger.decide(commands.submit(past)));
            if (past.end() == End.CANCELLED && past.runs().isEmpty() && past.endedAt() != null) {
                at(past.endedAt().plus(later), () -> ledger.decide(new Command.Cancel(past.id())));
            }
        }
        at(history.to(), this::over);
    }

    /** What was seen first is taken to have been so before. */
    private void observe() {
        ServerMoment first = history.server().getFirst();
        at(start, () -> ledger.decide(commands.observe(first, ledger)));
        history.server().stream()
                .skip(1)
                .forEach(moment -> at(moment.at(), () -> ledger.decide(commands.observe(moment, ledger))));
    }

    /** What was stopped, or away, at the end of the history is not taken to stay so. */
    private void over() {
        ledger.decide(commands.goOn());
        ledger.decide(commands.observe(history.lastSeen(), ledger));
    }

    private void at(Instant when, Runnable action) {
        agenda.add(new Step(when.isBefore(start) ? start : when, ++steps, action));
    }

    private Replayed play() {
        Instant horizon = history.to().plus(BEYOND);
        Instant next = start;
        while (!next.isAfter(horizon)) {
            step(next);
            next = nextMoment();
        }
        use.end(ledger.now());
        return new Replayed(startable, started, figures());
    }

    private void step(Instant now) {
        ledger.moveTo(now);
        while (!agenda.isEmpty() && !agenda.element().at().isAfter(now)) {
            agenda.remove().action().run();
        }
        admit();
        use.note(now, ledger.ledger().figures().charged(), !unfinished.isEmpty());
        ledger.forgetChanges();
    }

    private Instant nextMoment() {
        Stream<Instant> planned = Stream.ofNullable(agenda.peek()).map(Step::at);
        Stream<Instant> due = ledger.ledger().nextDeadline().stream();
        Stream<Instant> look =
                ledger.ledger().anyWaits() ? Stream.of(ledger.now().plus(LOOK)) : Stream.empty();
        return Stream.of(planned, due, look)
                .flatMap(each -> each)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    /** Runs claim their tokens at once, and give back at once what they are asked for. */
    private void admit() {
        ledger.decide(new Command.Admit());
        claim();
        while (!askedBack.isEmpty()) {
            Token token = askedBack.remove();
            Size size = token.terms().size();
            renew(token, size.kept(), size.sizing());
            if (askedBack.isEmpty()) {
                ledger.decide(new Command.Admit());
                claim();
            }
        }
    }

    private void claim() {
        List<Token> claimed = List.copyOf(granted);
        granted.clear();
        claimed.forEach(token -> renew(token, token.terms().connections(), 0));
    }

    private void renew(Token token, int connections, int sizing) {
        ledger.decide(new Command.Renew(token.terms().id(), token.terms().holder(), connections, sizing, ledger.now()));
    }

    private void happened(LedgerEvent event) {
        if (event instanceof LedgerEvent.RequestEvent changed) {
            changed(changed);
        }
        if (event instanceof LedgerEvent.TokenGranted grant) {
            begin(grant);
        }
        if (event instanceof LedgerEvent.ConnectionsAskedBack asked) {
            askedBack.add(asked.token());
        }
        if (event instanceof LedgerEvent.TokenDrained drained) {
            at(ledger.now().plus(ledger.ledger().policy().drainGrace()), () -> end(drained.token()));
        }
    }

    private void changed(LedgerEvent.RequestEvent changed) {
        LiveRequest live = changed.request();
        if (changed instanceof LedgerEvent.RequestFinished) {
            unfinished.remove(live.id());
            return;
        }
        unfinished.add(live.id());
        if (live.isWaiting()) {
            startable.putIfAbsent(live.id(), ledger.now());
        }
    }

    private void begin(LedgerEvent.TokenGranted grant) {
        Token token = grant.token();
        LiveRequest live = grant.request();
        PastRequest past = past(live.id());
        int connections = live.request().connections();
        granted.add(token);
        started.putIfAbsent(live.id(), ledger.now());
        if (!token.terms().isHeldByItsOwner()) {
            workers.granted(token.terms().holder());
        }
        if (connections < past.request().connections() && !lengths.knows(past.request(), connections)) {
            slowed++;
        }
        at(ledger.now().plus(lengths.of(past, live.failures(), connections)), () -> end(token));
    }

    /** Does nothing to one that was stopped for others before it came to its end. */
    private void end(Token token) {
        boolean stopped = token instanceof Token.Draining;
        ledger.ledger()
                .token(token.terms().id())
                .filter(found -> found instanceof Token.Draining == stopped)
                .ifPresent(found -> release(found, stopped ? LOST : outcome(found)));
    }

    private SeedOutcome outcome(Token token) {
        String id = token.terms().request();
        PastRequest past = past(id);
        int failures = ledger.ledger().request(id).map(LiveRequest::failures).orElse(0);
        if (past.runs().isEmpty()) {
            return DONE;
        }
        if (!past.isLastRun(failures)) {
            return FAILED;
        }
        return switch (past.end()) {
            case SUCCEEDED, OPEN -> DONE;
            case FAILED, CANCELLED -> FAILED_FOR_GOOD;
        };
    }

    private void release(Token token, SeedOutcome outcome) {
        ledger.decide(new Command.Release(new TokenRelease(
                history.cluster(), token.terms().id(), token.terms().holder(), true, outcome)));
        if (!token.terms().isHeldByItsOwner()) {
            workers.freed(token.terms().holder());
        }
    }

    private PastRequest past(String id) {
        PastRequest past = requests.get(id);
        if (past == null) {
            throw new IllegalStateException(id + " was granted a token and never came");
        }
        return past;
    }

    private Figures figures() {
        List<PastRequest> counted = history.counted();
        List<Duration> waits = counted.stream()
                .map(PastRequest::id)
                .filter(id -> started.containsKey(id) && startable.containsKey(id))
                .map(id -> Duration.between(startable.get(id), started.get(id)))
                .toList();
        long never = counted.stream()
                .filter(past -> past.end() != End.OPEN)
                .map(past -> past.request())
                .map(SeedRequest::id)
                .filter(id -> unfinished.contains(id) && !started.containsKey(id))
                .count();
        return new Figures(
                counted.size(),
                Math.toIntExact(never),
                Waits.of(waits),
                use.makespan(),
                use.busy(),
                use.hours(),
                slowed);
    }
}
