package dev.seedgate.cli.exec;

import dev.seedgate.cli.client.LeaseView;
import dev.seedgate.cli.client.TokenSize;
import java.time.Duration;

/**
 * How many connections a held token is worth, as far as we know. The service gives more while nobody needs them, and asks for them back;
 * what the gate still has of those stays charged, and is said to be so with every renewal, until it is gone.
 *
 * <p>More is taken only where it can be given back with proof: where PostgreSQL saw a session come from the gate's own socket. Where that is
 * not known yet, the offer is left for the next renewal.
 */
final class Worth {
    /** How often whoever has more than it needs asks whether others wait. */
    private static final Duration ASKING = Duration.ofSeconds(2);

    private final Way way;
    private final int granted;
    private int now;
    private int most;
    private int sizing;

    /** Of a token that was just granted, and what it leads to. */
    Worth(Way way, int granted) {
        this.way = way;
        this.granted = granted;
        this.now = granted;
        this.most = granted;
    }

    /** What the next renewal is to say. */
    synchronized TokenSize size() {
        return new TokenSize(way.provesEnds() ? way.gate().charge() : most, sizing);
    }

    /** What a renewal was answered. An answer that is older than one before means nothing. */
    synchronized void renewed(LeaseView lease) {
        if (lease.sizing() <= sizing || (lease.keep() > now && !way.gate().isSeenDirect() && way.provesEnds())) {
            return; // not known yet whether it could be given back
        }
        sizing = lease.sizing();
        if (lease.keep() < now || way.provesEnds()) {
            now = lease.keep();
            most = Math.max(most, now);
            way.gate().resize(now);
        }
    }

    /** Waits until the next renewal is due: at the latest after {@code renewal}, at once when what was asked for has been given back. */
    void awaitNext(Duration renewal) throws InterruptedException {
        Duration pause = hasMoreThanGranted() && ASKING.compareTo(renewal) < 0 ? ASKING : renewal;
        if (isToReturn()) {
            way.gate().awaitFit(pause);
        } else {
            Thread.sleep(pause);
        }
    }

    private synchronized boolean hasMoreThanGranted() {
        return now > granted;
    }

    private synchronized boolean isToReturn() {
        return way.gate().charge() > now;
    }
}
