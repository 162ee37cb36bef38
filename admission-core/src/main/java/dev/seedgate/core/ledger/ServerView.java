package dev.seedgate.core.ledger;

import dev.seedgate.core.UseThresholds;
import dev.seedgate.protocol.ClusterObservation.Look;
import dev.seedgate.protocol.Enforcement;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A server as it was last seen.
 *
 * @param basis the ledger's revision that the agent knew before it looked
 * @param look which look it was
 * @param tokenSessions sessions that tokens cover
 * @param level how near the server is to its limit
 * @param enforcement how new tokens are enforced
 * @param systemIdentifier of the server's data; null where the agent may not ask for it
 */
public record ServerView(
        Budget budget,
        long basis,
        Look look,
        int tokenSessions,
        UseLevel level,
        Enforcement enforcement,
        @Nullable String systemIdentifier) {
    /** The same look with its level, which depends on the one before. */
    public ServerView ranked(UseLevel before, UseThresholds thresholds) {
        UseLevel now = before.next(used(), budget.maxConnections(), thresholds);
        return new ServerView(budget, basis, look, tokenSessions, now, enforcement, systemIdentifier);
    }

    /** The same server in the same state, seen at another time. */
    public ServerView seenAt(Instant time) {
        return new ServerView(budget.seenAt(time), basis, look, tokenSessions, level, enforcement, systemIdentifier);
    }

    /** Client sessions of everybody. */
    public int used() {
        return budget.othersUse() + tokenSessions;
    }

    /** Whether a look was made before this one, or is this one, read again. */
    public boolean isNotBefore(long otherBasis, Look other) {
        return otherBasis < basis || (look.agent().equals(other.agent()) && other.number() <= look.number());
    }

    /** Whether so few slots are left that somebody with a reservation could be kept out. */
    public boolean crowdsOut() {
        return budget.ordinarySlots() - used() < budget.unusedReservations();
    }

    /** The same server in the same state, seen again at another time. */
    public boolean sameFigures(ServerView other) {
        return budget.sameFigures(other.budget)
                && tokenSessions == other.tokenSessions
                && level == other.level
                && enforcement == other.enforcement
                && Objects.equals(systemIdentifier, other.systemIdentifier);
    }
}
