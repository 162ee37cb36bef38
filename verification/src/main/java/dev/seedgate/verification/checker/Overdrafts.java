package dev.seedgate.verification.checker;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Tokens that the run itself overdrew, as a child does that opens more sessions than it may. Under the enforcement {@code tag}
 * nothing can keep it from that; the agent must end what is too much within a reaction time, and so P1 is held against that.
 */
public final class Overdrafts {
    private final Duration reaction;
    private final Map<String, Integer> extra = new HashMap<>();

    /** @param reaction for how long a session more than a token is worth, or one of a token that is over, may live */
    public Overdrafts(Duration reaction) {
        this.reaction = reaction;
    }

    /** A run in which everybody keeps to the protocol. */
    public static Overdrafts none() {
        return new Overdrafts(Duration.ZERO);
    }

    /** To be called before the sessions are opened. */
    public synchronized void overdraws(String token, int sessions) {
        extra.merge(token, sessions, Integer::sum);
    }

    /** What this token may pass its worth by for a moment; zero for a token that nobody overdrew. */
    public synchronized int extra(String token) {
        return extra.getOrDefault(token, 0);
    }

    /** How long it may. */
    public Duration reaction() {
        return reaction;
    }

    public synchronized int tokens() {
        return extra.size();
    }

    /** The most that any one token was overdrawn by; one is overdrawn at a time. */
    public synchronized int most() {
        return extra.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
