package dev.seedgate.worker.seed;

import dev.seedgate.protocol.SeedOutcome;

/**
 * How a run ended.
 *
 * @param disconnected whether every session that was opened for it is known to be gone
 */
public record RunResult(SeedOutcome outcome, boolean disconnected) {
    /** A run that never opened a connection. */
    public static RunResult neverConnected(SeedOutcome outcome) {
        return new RunResult(outcome, true);
    }
}
