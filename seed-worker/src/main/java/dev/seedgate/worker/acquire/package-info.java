/**
 * Waiting for a token: bids that stand in the ledger, and the replies that answer them.
 * Every grant is either handed to the slot that waits for it or given back at once.
 */
@NullMarked
package dev.seedgate.worker.acquire;

import org.jspecify.annotations.NullMarked;
