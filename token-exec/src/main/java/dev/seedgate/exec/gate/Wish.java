package dev.seedgate.exec.gate;

/** That somebody wants a session. */
final class Wish {
    private final long ticket;
    private volatile long since;
    private volatile boolean abandoned;

    /** @param ticket smaller than those of all that were accepted later */
    Wish(long ticket) {
        this.ticket = ticket;
    }

    long ticket() {
        return ticket;
    }

    /** It waits from now on. */
    void begin() {
        since = System.nanoTime();
    }

    /** How long it has waited, in nanoseconds. */
    long waited() {
        return System.nanoTime() - since;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** To be called through {@link Turns#abandon}, which wakes who waits. */
    void abandon() {
        abandoned = true;
    }
}
