/**
 * The way to the broker: which topics there are, which partition this worker reads, and sending.
 * Knows nothing of bids, leases or seeds beyond their messages.
 */
@NullMarked
package dev.seedgate.worker.broker;

import org.jspecify.annotations.NullMarked;
