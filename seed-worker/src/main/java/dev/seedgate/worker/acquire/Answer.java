package dev.seedgate.worker.acquire;

import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.password.TokenPassword;
import dev.seedgate.worker.lease.ClaimWindow;

/** How a wait for a token ends. */
public sealed interface Answer {
    /**
     * A token, to be claimed within the window.
     *
     * @param window begins when the grant was read, not when the slot comes to it
     * @param password whose verifier the bid bore
     */
    record Granted(Grant grant, ClaimWindow window, TokenPassword password) implements Answer {}

    /** The bid was not acceptable, and will not be when it is repeated. */
    record Refused(String reason) implements Answer {}

    /** The worker bids no more. */
    record Withdrawn() implements Answer {}
}
