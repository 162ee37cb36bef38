package dev.seedgate.exec.gate;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What one session teaches about all of a gate.
 *
 * @param lastNumbers set once a client asks for a number that its session took from a sequence
 * @param direct set once the server sees a session come from our socket
 * @param indirect set once the server sees a session come from elsewhere
 */
record Findings(AtomicBoolean lastNumbers, AtomicBoolean direct, AtomicBoolean indirect) {
    Findings() {
        this(new AtomicBoolean(), new AtomicBoolean(), new AtomicBoolean());
    }
}
