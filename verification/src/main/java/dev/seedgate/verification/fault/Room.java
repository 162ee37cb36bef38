package dev.seedgate.verification.fault;

import dev.seedgate.protocol.BudgetFigures;
import dev.seedgate.protocol.TokenEvent;
import dev.seedgate.verification.checker.TopicObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps those whom nobody gates within what P2 presumes: that they grow by no more than the headroom within one reaction time. One
 * session more may be opened only when room was made for the one before: the ledger has seen it, and what is charged fits again.
 * How long that took is the reaction time, and is measured.
 */
public final class Room implements TopicObserver {
    private final IntSupplier budgetOfNone;
    private int open;
    private @Nullable BudgetFigures figures;
    private @Nullable Instant askedSince;
    private Duration slowest = Duration.ZERO;

    /** @param budgetOfNone the budget at this moment if nobody had a session beyond its reservation */
    public Room(IntSupplier budgetOfNone) {
        this.budgetOfNone = budgetOfNone;
    }

    @Override
    public synchronized void journal(TokenEvent line, Instant appendedAt) {
        figures = line.budget();
        if (askedSince != null && isMade()) {
            Duration time = Duration.between(askedSince, appendedAt);
            slowest = time.compareTo(slowest) > 0 ? time : slowest;
            askedSince = null;
        }
    }

    /**
     * Asks for sessions.
     *
     * @param sessions no more than the headroom
     * @return true when they may be opened; they are counted from now on
     */
    public synchronized boolean take(int sessions) {
        if (!isMade()) {
            return false;
        }
        open += sessions;
        askedSince = Instant.now();
        return true;
    }

    /** Sessions that were taken are gone. */
    public synchronized void giveBack(int sessions) {
        open -= sessions;
    }

    /** How many sessions are open that nobody reserved. */
    public synchronized int open() {
        return open;
    }

    /** The longest time until room was made for a session that nobody reserved. */
    public synchronized Duration slowest() {
        return slowest;
    }

    private boolean isMade() {
        return figures != null && figures.free() >= 0 && figures.budget() <= budgetOfNone.getAsInt() - open;
    }
}
