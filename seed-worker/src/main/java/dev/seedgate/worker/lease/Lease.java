package dev.seedgate.worker.lease;

import dev.seedgate.protocol.Heartbeat.LeaseRenewal;
import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.worker.stop.StopCause;
import dev.seedgate.worker.stop.StopSignal;
import dev.seedgate.worker.stop.StoppedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * One token's lease. It renews while it is open, and raises the run's stop signal a margin before the lease is over.
 *
 * <p>The ledger counts a lease from the moment at which the broker took a renewal. We do not know that moment, but it cannot be
 * before we sent the renewal, so we count from there, and only from renewals that the broker has confirmed. A confirmation that
 * comes after the deadline changes nothing: a process that was stopped for a minute finds its last deadline past, whatever its
 * queues hold.
 */
public final class Lease implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Lease.class);

    private final Grant grant;
    private final RenewalSender sender;
    private final StopSignal stop;
    private final Worth worth;
    private final Duration margin;
    private final ClaimWindow claimWindow;
    private final CompletableFuture<Void> claimed = new CompletableFuture<>();
    private final Thread renewer;
    private long deadline; // by System.nanoTime(); guarded by this

    private Lease(Grant grant, ClaimWindow claimWindow, RenewalSender sender, Duration margin, Holding holding) {
        this.grant = grant;
        this.claimWindow = claimWindow;
        this.sender = sender;
        this.margin = margin;
        this.stop = holding.stop();
        this.worth = holding.worth();
        this.deadline = claimWindow.end();
        this.renewer = Thread.ofVirtual().name("lease " + grant.token()).unstarted(this::renewUntilClosed);
    }

    /**
     * Begins to renew.
     *
     * @param margin less than half of the lease
     */
    public static Lease hold(
            Grant grant, ClaimWindow claimWindow, RenewalSender sender, Duration margin, Holding holding) {
        var lease = new Lease(grant, claimWindow, sender, margin, holding);
        lease.renewer.start();
        lease.worth.whenChanged(lease::tellOfReturned);
        return lease;
    }

    /**
     * Waits until the ledger is sure to see that the grant arrived. No connection may be opened before: a grant that lay too long
     * may already stand for slots that somebody else has.
     *
     * @throws StoppedException when that does not happen in time
     */
    public void awaitClaimed() throws StoppedException, InterruptedException {
        try {
            claimed.get(Math.max(0, left()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            stop.raise(new StopCause.LeaseOver());
        }
        stop.check();
    }

    /** Returns only while the lease is good. To be asked right before a commit: a stopped process may wake up in front of it. */
    public void check() throws StoppedException {
        if (left() <= 0) {
            stop.raise(new StopCause.LeaseOver());
        }
        stop.check();
    }

    /** Whether the token is ours: asked before each session is opened, so that a process that slept opens none after its lease. */
    public boolean holds() {
        if (left() <= 0) {
            stop.raise(new StopCause.LeaseOver());
        }
        return stop.cause().filter(StopCause::losesToken).isEmpty();
    }

    /** How many connections the token is worth, and the place to say that fewer would do. */
    public Worth worth() {
        return worth;
    }

    /** Stops renewing. */
    @Override
    public void close() {
        renewer.interrupt();
    }

    private void renewUntilClosed() {
        try {
            for (long left = left(); left > 0; left = left()) {
                renew();
                Thread.sleep(Duration.ofNanos(Math.min(left, grant.renewal().toNanos())));
            }
            stop.raise(new StopCause.LeaseOver());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: the thread ends here
        }
    }

    /** Others may wait for what was given back: they should not wait for the next renewal as well. */
    private void tellOfReturned() {
        if (renewer.isAlive() && claimed.isDone() && !worth.isToReturn()) {
            renew();
        }
    }

    private void renew() {
        long sentAt = System.nanoTime();
        Worth.Statement size = worth.statement();
        var unused = sender.send(new LeaseRenewal(
                        grant.cluster(), grant.worker(), grant.token(), size.connections(), size.sizing()))
                .whenComplete((appendedAt, failure) -> {
                    if (failure != null) {
                        LOG.warnf("%s: a renewal did not get through: %s", grant.token(), failure.getMessage());
                    } else if (claimed.isDone() || claimWindow.contains(appendedAt)) {
                        confirm(sentAt);
                    }
                });
    }

    private void confirm(long sentAt) {
        synchronized (this) {
            if (System.nanoTime() - deadline >= 0) {
                return;
            }
            long confirmed = sentAt + grant.lease().minus(margin).toNanos();
            deadline = claimed.isDone() && confirmed - deadline < 0 ? deadline : confirmed;
        }
        claimed.complete(null);
    }

    /** Nanoseconds until the work must stop; negative when it should have. */
    private synchronized long left() {
        return deadline - System.nanoTime();
    }
}
