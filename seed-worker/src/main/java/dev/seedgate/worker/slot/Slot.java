package dev.seedgate.worker.slot;

import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.worker.acquire.Answer;
import dev.seedgate.worker.acquire.Bidding;
import dev.seedgate.worker.broker.Outbox;
import dev.seedgate.worker.config.WorkerSettings;
import dev.seedgate.worker.lease.HeldTokens;
import dev.seedgate.worker.lease.Lease;
import dev.seedgate.worker.release.Releases;
import dev.seedgate.worker.seed.RunResult;
import dev.seedgate.worker.seed.SeedRunner;
import dev.seedgate.worker.stop.StopSignal;
import dev.seedgate.worker.stop.StoppedException;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Runs one seed after the other: acquire, run, release.
 *
 * @param cluster whose tokens it acquires
 */
record Slot(
        String cluster,
        WorkerSettings settings,
        Bidding bidding,
        Outbox outbox,
        HeldTokens held,
        SeedRunner runner,
        Releases releases,
        RunMetrics metrics)
        implements Runnable {
    private static final Logger LOG = Logger.getLogger(Slot.class);
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(30);

    @Override
    public void run() {
        try {
            while (true) {
                switch (bidding.acquire(cluster)) {
                    case Answer.Granted granted -> serve(granted);
                    case Answer.Refused refused -> waitAfter(refused);
                    case Answer.Withdrawn withdrawn -> {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the process ends
        }
    }

    private void serve(Answer.Granted granted) throws InterruptedException {
        Grant grant = granted.grant();
        LOG.infof(
                "%s granted: %s into %s with %d connections, attempt %d",
                grant.token(),
                grant.request().seed(),
                grant.request().database(),
                grant.connections(),
                grant.attempt());
        RunResult result = metrics.measure(() -> run(granted));
        releases.release(grant, result);
    }

    private RunResult run(Answer.Granted granted) throws InterruptedException {
        Grant grant = granted.grant();
        Duration margin = settings.timing().leaseMargin();
        if (margin.multipliedBy(2).compareTo(grant.lease()) >= 0 || margin.compareTo(grant.claim()) >= 0) {
            return RunResult.neverConnected(new SeedOutcome.Failed(
                    "seedgate.worker.lease-margin must be less than half of the lease and less than the claim time, got: "
                            + margin + " with a lease of " + grant.lease() + " and a claim time of " + grant.claim(),
                    true));
        }
        var stop = new StopSignal();
        held.add(grant.token(), stop);
        try (Lease lease = Lease.hold(grant, granted.window(), outbox::send, margin, stop)) {
            lease.awaitClaimed();
            return runner.run(grant, lease, stop);
        } catch (StoppedException e) {
            return RunResult.neverConnected(new SeedOutcome.GivenBack(
                    "the run never began: " + e.stopCause().words()));
        } finally {
            held.remove(grant.token());
        }
    }

    private void waitAfter(Answer.Refused refused) throws InterruptedException {
        LOG.warnf("cluster %s: the bid was refused: %s; bidding again in %s", cluster, refused.reason(), AFTER_REFUSAL);
        bidding.pause(AFTER_REFUSAL);
    }
}
