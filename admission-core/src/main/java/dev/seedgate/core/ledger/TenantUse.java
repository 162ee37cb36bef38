package dev.seedgate.core.ledger;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much of a cluster a tenant has used lately. Use fades: what lies one half-life back counts half.
 *
 * @param connectionMillis connections times milliseconds of its runs that have ended, as they counted at {@code asOf}
 * @param servedUntil when the last of its runs ended that were granted when it was its turn; null where there was none
 * @param forgetAt when so little is left of it that it makes no difference
 */
public record TenantUse(
        String tenant,
        long connectionMillis,
        Instant asOf,
        @Nullable Instant servedUntil,
        Instant forgetAt) implements Entity {
    /** After so many half-lives a week of a whole server is less than a second of one connection. */
    private static final int HALF_LIVES = 40;

    /** A tenant's first run is over. */
    public static TenantUse first(
            String tenant, long connectionMillis, @Nullable Instant servedUntil, Instant now, Duration halfLife) {
        return new TenantUse(tenant, connectionMillis, now, servedUntil, now.plus(halfLife.multipliedBy(HALF_LIVES)));
    }

    /** One more run is over. */
    public TenantUse with(long more, @Nullable Instant served, Instant now, Duration halfLife) {
        return first(tenant, faded(now, halfLife) + more, served == null ? servedUntil : served, now, halfLife);
    }

    /** What is left of it, in connection milliseconds. */
    public long faded(Instant now, Duration halfLife) {
        double halfLives = (double) Duration.between(asOf, now).toMillis() / halfLife.toMillis();
        return (long) (connectionMillis * StrictMath.pow(0.5, halfLives));
    }

    @Override
    public EntityKey key() {
        return EntityKey.tenant(tenant);
    }
}
