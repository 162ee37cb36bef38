package dev.seedgate.exec.gate;

/** One session's right to be there, and when it was last made use of. */
final class Turn {
    private final Turns turns;
    private volatile boolean busy = true;
    private volatile boolean clientGone;
    private volatile boolean used;
    private volatile long lastUse = System.nanoTime();

    Turn(Turns turns) {
        this.turns = turns;
    }

    /** From now on the server is at work for the client. */
    void clientSpoke() {
        busy = true;
    }

    /** The server has done what it was to do, and the client has all of it. */
    void serverIsReady() {
        lastUse = System.nanoTime();
        used = true;
        busy = false;
    }

    /** Its client wants it no more; the server may still have it. */
    void clientWent() {
        clientGone = true;
    }

    boolean isWanted() {
        return !clientGone;
    }

    /** Whether there ever was a session. */
    boolean wasUsed() {
        return used;
    }

    boolean isBusy() {
        return busy;
    }

    /** How long neither side has had anything to do for the other, in nanoseconds. */
    long idleFor(long now) {
        return busy ? 0 : Math.max(0, now - lastUse);
    }

    /** @param gone whether the session's end was seen */
    void giveBack(boolean gone) {
        turns.giveBack(this, gone);
    }
}
