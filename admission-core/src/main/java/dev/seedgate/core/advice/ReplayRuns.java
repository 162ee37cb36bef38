package dev.seedgate.core.advice;

import dev.seedgate.core.command.Command;
import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.Size;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.TokenRelease;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What has a token in a replay: runs take as long as they took, and end as they ended. */
final class ReplayRuns {
    private final ReplayLedger ledger;
    private final ReplayWorkers workers;
    private final Agenda agenda;
    private final String cluster;
    private final Map<String, PastRequest> requests;
    private final RunLengths lengths;
    private final List<Token> granted = new ArrayList<>();
    private final Queue<Token> askedBack = new ArrayDeque<>();
    private int slowed;

    /** @param agenda gets their ends */
    ReplayRuns(History history, ReplayLedger ledger, ReplayWorkers workers, Agenda agenda) {
        this.ledger = ledger;
        this.workers = workers;
        this.agenda = agenda;
        this.cluster = history.cluster();
        this.requests = history.requests().stream().collect(Collectors.toMap(PastRequest::id, Function.identity()));
        this.lengths = RunLengths.of(history);
    }

    void begin(LedgerEvent.TokenGranted grant) {
        Token token = grant.token();
        LiveRequest live = grant.request();
        PastRequest past = past(live.id());
        int connections = live.request().connections();
        granted.add(token);
        if (!token.terms().isHeldByItsOwner()) {
            workers.granted(token.terms().holder());
        }
        if (connections < past.request().connections() && !lengths.knows(past.request(), connections)) {
            slowed++;
        }
        agenda.at(ledger.now().plus(lengths.of(past, live.failures(), connections)), () -> end(token));
    }

    void askedBack(Token token) {
        askedBack.add(token);
    }

    /** It stops as soon as its grace is over. */
    void drained(Token token) {
        agenda.at(ledger.now().plus(ledger.ledger().policy().drainGrace()), () -> end(token));
    }

    /** All that were granted begin. */
    void claim() {
        List<Token> claimed = List.copyOf(granted);
        granted.clear();
        claimed.forEach(token -> renew(token, token.terms().connections(), 0));
    }

    /** All give back what they were asked for; false when nobody was. */
    boolean giveBack() {
        boolean any = !askedBack.isEmpty();
        while (!askedBack.isEmpty()) {
            Token token = askedBack.remove();
            Size size = token.terms().size();
            renew(token, size.kept(), size.sizing());
        }
        return any;
    }

    /** How many had fewer connections than in the history, and a length that was reckoned. */
    int slowed() {
        return slowed;
    }

    private void renew(Token token, int connections, int sizing) {
        ledger.decide(new Command.Renew(token.terms().id(), token.terms().holder(), connections, sizing, ledger.now()));
    }

    /** Does nothing to one that was stopped for others before it came to its end. */
    private void end(Token token) {
        boolean stopped = token instanceof Token.Draining;
        ledger.ledger()
                .token(token.terms().id())
                .filter(found -> found instanceof Token.Draining == stopped)
                .ifPresent(found -> release(found, stopped ? Outcomes.LOST : outcome(found)));
    }

    private SeedOutcome outcome(Token token) {
        String id = token.terms().request();
        int failures = ledger.ledger().request(id).map(LiveRequest::failures).orElse(0);
        return Outcomes.of(past(id), failures);
    }

    private void release(Token token, SeedOutcome outcome) {
        ledger.decide(new Command.Release(
                new TokenRelease(cluster, token.terms().id(), token.terms().holder(), true, outcome)));
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
}
