package dev.seedgate.worker.lease;

import dev.seedgate.protocol.Heartbeat.LeaseRenewal;
import java.util.concurrent.CompletableFuture;

/** The way of a renewal to the broker. */
@FunctionalInterface
public interface RenewalSender {
    /**
     * Sends without waiting.
     *
     * @return completes with the broker's append time in milliseconds since 1970 once the broker has it for good
     */
    CompletableFuture<Long> send(LeaseRenewal renewal);
}
