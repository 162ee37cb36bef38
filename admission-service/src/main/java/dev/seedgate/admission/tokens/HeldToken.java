package dev.seedgate.admission.tokens;

import dev.seedgate.core.ledger.Token;
import java.time.Duration;

/**
 * A token that somebody holds.
 *
 * @param order by which it came
 * @param lease how long it is good for from the moment at which a renewal was sent
 * @param renewal how often to renew it
 */
public record HeldToken(Token.Live token, TokenOrder order, Duration lease, Duration renewal) {}
