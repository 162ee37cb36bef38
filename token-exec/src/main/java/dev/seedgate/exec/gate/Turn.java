package dev.seedgate.exec.gate;

import org.jspecify.annotations.Nullable;

/** One session's right to be there, and whether it is made use of. */
final class Turn {
    private final Turns turns;
    private volatile long openedAt;
    private volatile @Nullable Conversation conversation;

    Turn(Turns turns) {
        this.turns = turns;
    }

    /** From now on there is a session. */
    void opened(Conversation begun) {
        openedAt = System.nanoTime();
        conversation = begun;
    }

    /** How long its session has been there, in nanoseconds; none yet is none. */
    long hadFor() {
        return conversation == null ? 0 : System.nanoTime() - openedAt;
    }

    /** Whether its client still wants it; the server may have it for a moment longer. */
    boolean isWanted() {
        Conversation held = conversation;
        return held == null || held.isWanted();
    }

    /** Whether a session was there that its client still wants. */
    boolean isInUse() {
        return conversation != null && isWanted();
    }

    /** How long neither side has had anything to do for the other, in nanoseconds. */
    long idleFor(long now) {
        Conversation held = conversation;
        return held == null ? 0 : held.idleFor(now);
    }

    /**
     * Whether it should make room for one that waits.
     *
     * @param idle for how long nobody has used it, in nanoseconds
     */
    boolean mayMakeRoom(long idle) {
        return turns.mayMakeRoom(this, idle);
    }

    /** It makes no room. */
    void goesOn() {
        turns.goesOn(this);
    }

    /** @param gone whether the session's end was seen */
    void giveBack(boolean gone) {
        turns.giveBack(this, gone);
    }
}
