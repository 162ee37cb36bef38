package dev.seedgate.worker.acquire;

import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.worker.lease.ClaimWindow;

/** How a wait for a token ends. */
public sealed interface Answer {
    /**
     * A token, to be claimed within the window.
     *
     * @param window begins when the grant was read, not when the slot comes to it
     */
    record Granted(Grant grant, ClaimWindow window) implements Answer {}

    /** The bid was not acceptable, and will not be when it is repeated. */
    record Refused(String reason) implements Answer {}

    /** The worker bids no more. */
    record Withdrawn() implements Answer {}
}
