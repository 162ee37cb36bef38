package dev.seedgate.core.ledger;

import java.time.Instant;

/**
 * Somebody stopped the granting; what runs goes on.
 *
 * @param by who
 * @param reason why, may be empty
 * @param since the ledger's time
 */
public record Hold(String by, String reason, Instant since) {}
