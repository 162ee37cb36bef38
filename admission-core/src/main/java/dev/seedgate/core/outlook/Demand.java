package dev.seedgate.core.outlook;

import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.core.ledger.Bid;
import dev.seedgate.core.ledger.Ledger;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.outlook.Forecast.Pace;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.WorkerId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A {@link ForwardRun} in which nobody ever lacks a worker: one that can run anything stands by for everything that could start. */
final class Demand {
    private static final WorkerId SUPPOSED = new WorkerId("supposed", "supposed");

    private final Scaling.Question question;
    private final ForwardRun run;
    private final Instant start;
    private final List<String> labels;
    private final int mostAtOnce;
    /** Of tokens that are charged now, which are on a worker; of all others it counts what they ask for. */
    private final Set<String> held;

    private final Set<String> startableNow = new HashSet<>();
    private final Set<String> startableSoon = new HashSet<>();
    private int most;
    private long bids;

    Demand(Ledger ledger, Collection<LiveRequest> waiting, Instant now, Scaling.Question question) {
        this.question = question;
        this.run = new ForwardRun(ledger, waiting, now, Pace.EXPECTED, this::granted);
        this.start = run.now();
        this.labels = waiting.stream()
                .flatMap(live -> live.request().scheduling().labels().stream())
                .distinct()
                .sorted()
                .toList();
        this.mostAtOnce = Math.min(waiting.size(), Math.max(0, ledger.figures().budget()));
        this.held = ledger.tokens().stream().map(token -> token.terms().id()).collect(Collectors.toSet());
    }

    void run() {
        Instant until = start.plus(question.within());
        admit();
        while (run.nextMoment().filter(at -> !at.isAfter(until)).isPresent() && run.next()) {
            admit();
        }
    }

    private void admit() {
        for (int open = run.ledger().bidsOf(SUPPOSED.name()).size(); open < mostAtOnce; open++) {
            run.suppose(new Bid(
                    "supposed-" + ++bids,
                    SUPPOSED,
                    0,
                    SeedRequest.MAX_CONNECTIONS,
                    labels,
                    null,
                    Long.MAX_VALUE,
                    Instant.MAX));
        }
        run.admit();
        most = Math.max(
                most,
                Math.toIntExact(
                        run.ledger().tokens().stream().filter(this::counts).count()));
    }

    private void granted(LedgerEvent.TokenGranted granted) {
        String id = granted.request().id();
        if (counts(granted.request()) && !startableNow.contains(id)) {
            (granted.token().terms().grantedAt().isAfter(start) ? startableSoon : startableNow).add(id);
        }
    }

    /** How many of those that wait would start at once. */
    int startableNow() {
        return startableNow.size();
    }

    /** How many more would start until the end of the time that was looked ahead. */
    int startableSoon() {
        return startableSoon.size();
    }

    /** How many run at once at the fullest moment. */
    int most() {
        return most;
    }

    private boolean counts(Token token) {
        return held.contains(token.terms().id())
                ? WorkersPresent.isOnWorkerOf(question.kind(), token.terms())
                : run.ledger()
                        .request(token.terms().request())
                        .filter(this::counts)
                        .isPresent();
    }

    private boolean counts(LiveRequest live) {
        return !live.request().hasHolder()
                && question.kind().includes(live.request().scheduling().labels());
    }
}
