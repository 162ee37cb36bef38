package dev.seedgate.core.decide;

import dev.seedgate.core.command.Command;
import dev.seedgate.core.ledger.Ledger;
import java.time.Instant;

/** The one door to the rules. */
public final class Decider {
    private Decider() {}

    /** Decides a command; the ledger is not changed. */
    public static Decision decide(Command command, Ledger ledger, Instant now) {
        return command instanceof Command.Admit
                ? Decision.NONE
                : new Decision(java.util.List.of(), java.util.List.of(), null);
    }
}
