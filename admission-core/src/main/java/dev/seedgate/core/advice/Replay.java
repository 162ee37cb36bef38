package dev.seedgate.core.advice;

import dev.seedgate.core.Policy;
import dev.seedgate.core.Reservations;
import dev.seedgate.core.advice.PastRequest.End;
import dev.seedgate.core.command.Command;
import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.core.ledger.LiveRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    private final History history;
    private final Variation variation;
    private final ReplayLedger ledger;
    private final ReplayWorkers workers;
    private final ReplayCommands commands;
    private final UseRecorder use;
    private final Agenda agenda;
    private final Starts starts = new Starts();
    private final ReplayRuns runs;
    private final Instant start;

    private Replay(History history, Policy policy, Reservations reservations, Variation variation) {
        this.history = history;
        this.variation = variation;
        this.start = start(history);
        this.agenda = new Agenda(start);
        this.ledger =
                new ReplayLedger(history.cluster(), policy, variation.applyTo(reservations), start, this::happened);
        this.workers = new ReplayWorkers(ledger, labels(history));
        this.runs = new ReplayRuns(history, ledger, workers, agenda);
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
        history.holds().forEach(hold -> agenda.at(hold.at(), () -> ledger.decide(commands.hold(hold))));
        history.workers()
                .forEach(worker -> agenda.at(
                        worker.at(), () -> workers.has(worker.worker(), worker.slots() * variation.workersTimes())));
        for (PastRequest past : history.requests()) {
            Duration later = variation.later(past);
            agenda.at(past.queuedAt().plus(later), () -> ledger.decide(commands.submit(past)));
            if (past.end() == End.CANCELLED && past.runs().isEmpty() && past.endedAt() != null) {
                agenda.at(past.endedAt().plus(later), () -> ledger.decide(new Command.Cancel(past.id())));
            }
        }
        agenda.at(history.to(), this::over);
    }

    /** What was seen first is taken to have been so before. */
    private void observe() {
        ServerMoment first = history.server().getFirst();
        agenda.at(start, () -> ledger.decide(commands.observe(first, ledger)));
        history.server().stream()
                .skip(1)
                .forEach(moment -> agenda.at(moment.at(), () -> ledger.decide(commands.observe(moment, ledger))));
    }

    /** What was stopped, or away, at the end of the history is not taken to stay so. */
    private void over() {
        ledger.decide(commands.goOn());
        ledger.decide(commands.observe(history.lastSeen(), ledger));
    }

    private Replayed play() {
        Instant horizon = history.to().plus(BEYOND);
        Instant next = start;
        while (!next.isAfter(horizon)) {
            step(next);
            next = nextMoment();
        }
        use.end(ledger.now());
        return new Replayed(starts.startable(), starts.started(), figures());
    }

    private void step(Instant now) {
        ledger.moveTo(now);
        agenda.doUntil(now);
        admit();
        use.note(now, ledger.ledger().figures().charged(), starts.anyUnfinished());
        ledger.forgetChanges();
    }

    private Instant nextMoment() {
        Stream<Instant> planned = agenda.next().stream();
        Stream<Instant> due = ledger.ledger().nextDeadline().stream();
        Stream<Instant> look =
                ledger.ledger().anyWaits() ? Stream.of(ledger.now().plus(LOOK)) : Stream.empty();
        return Stream.of(planned, due, look)
                .flatMap(each -> each)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    /** Runs claim their tokens at once, and give back at once what they are asked for; then others may be admitted. */
    private void admit() {
        do {
            ledger.decide(new Command.Admit());
            runs.claim();
        } while (runs.giveBack());
    }

    private void happened(LedgerEvent event) {
        if (event instanceof LedgerEvent.RequestEvent changed) {
            changed(changed);
        }
        if (event instanceof LedgerEvent.TokenGranted grant) {
            starts.started(grant.request().id(), ledger.now());
            runs.begin(grant);
        }
        if (event instanceof LedgerEvent.ConnectionsAskedBack asked) {
            runs.askedBack(asked.token());
        }
        if (event instanceof LedgerEvent.TokenDrained drained) {
            runs.drained(drained.token());
        }
    }

    private void changed(LedgerEvent.RequestEvent changed) {
        LiveRequest live = changed.request();
        if (changed instanceof LedgerEvent.RequestFinished) {
            starts.finished(live.id());
            return;
        }
        starts.came(live.id());
        if (live.isWaiting()) {
            starts.couldStart(live.id(), ledger.now());
        }
    }

    private Figures figures() {
        List<PastRequest> counted = history.counted();
        long never = counted.stream()
                .filter(past -> past.end() != End.OPEN)
                .filter(past -> starts.waitsStill(past.id()))
                .count();
        return new Figures(
                counted.size(),
                Math.toIntExact(never),
                Waits.of(starts.waits(counted)),
                use.makespan(),
                use.busy(),
                use.hours(),
                runs.slowed());
    }
}
