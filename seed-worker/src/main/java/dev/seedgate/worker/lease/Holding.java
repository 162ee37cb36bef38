package dev.seedgate.worker.lease;

import dev.seedgate.worker.stop.StopSignal;

/**
 * What can be said from outside to whoever holds a token.
 *
 * @param stop ends the run
 * @param worth how many connections it may have
 */
public record Holding(StopSignal stop, Worth worth) {
    /** Of a token that was just granted. */
    public static Holding of(int connections) {
        return new Holding(new StopSignal(), new Worth(connections));
    }
}
