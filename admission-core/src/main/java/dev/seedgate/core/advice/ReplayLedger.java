package dev.seedgate.core.advice;

import dev.seedgate.core.Policy;
import dev.seedgate.core.Reservations;
import dev.seedgate.core.command.Command;
import dev.seedgate.core.decide.Decider;
import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.core.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A ledger whose time is moved by hand and in which nobody ever falls silent: leases, claims and looks at the server are good for as
 * long as it is needed. All else is decided as it always is.
 */
final class ReplayLedger {
    private static final Duration EVER = Duration.ofDays(36_500);

    private final Ledger ledger;
    private final Consumer<LedgerEvent> watcher;
    private Instant now;

    /** @param watcher is told of each event once it is true */
    ReplayLedger(
            String cluster, Policy policy, Reservations reservations, Instant start, Consumer<LedgerEvent> watcher) {
        this.ledger = new Ledger(cluster, patient(policy), reservations, start);
        this.watcher = watcher;
        this.now = start;
    }

    private static Policy patient(Policy policy) {
        return new Policy(
                EVER,
                policy.renewal(),
                EVER.minusDays(1),
                EVER,
                policy.drainGrace(),
                policy.firstBackoff(),
                policy.maxBackoff(),
                policy.maxInterruptions(),
                EVER,
                EVER,
                EVER,
                EVER,
                policy.shares(),
                policy.thresholds());
    }

    /** To be asked and not to be changed. */
    Ledger ledger() {
        return ledger;
    }

    Instant now() {
        return now;
    }

    void moveTo(Instant later) {
        now = later;
        Optional<Instant> deadline = ledger.nextDeadline();
        if (deadline.filter(at -> !at.isAfter(now)).isPresent()) {
            decide(new Command.Tick());
        }
    }

    void decide(Command command) {
        List<LedgerEvent> events = Decider.decide(command, ledger, now).events();
        for (LedgerEvent event : events) {
            ledger.apply(event, now);
        }
        events.forEach(watcher);
    }

    /** Nobody stores what changed. */
    void forgetChanges() {
        ledger.takeChanges();
    }
}
