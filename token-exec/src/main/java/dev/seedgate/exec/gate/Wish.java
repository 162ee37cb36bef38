package dev.seedgate.exec.gate;

/** That somebody wants a session. */
final class Wish {
    private final long ticket;
    private final long since = System.nanoTime();
    private volatile boolean abandoned;

    /** @param ticket smaller than those of all that were accepted later */
    Wish(long ticket) {
        this.ticket = ticket;
    }

    long ticket() {
        return ticket;
    }

    /** How long it has been there, in nanoseconds. */
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
