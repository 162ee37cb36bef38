package dev.seedgate.worker.slot;

import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.telemetry.LogFields;
import dev.seedgate.telemetry.TraceAttributes;
import dev.seedgate.telemetry.TracedWork;
import dev.seedgate.worker.acquire.Answer;
import dev.seedgate.worker.acquire.Bidding;
import dev.seedgate.worker.broker.Outbox;
import dev.seedgate.worker.config.WorkerSettings;
import dev.seedgate.worker.connection.Login;
import dev.seedgate.worker.lease.HeldTokens;
import dev.seedgate.worker.lease.Holding;
import dev.seedgate.worker.lease.Lease;
import dev.seedgate.worker.release.Releases;
import dev.seedgate.worker.seed.RunResult;
import dev.seedgate.worker.seed.SeedRunner;
import dev.seedgate.worker.stop.StoppedException;
import io.quarkus.runtime.Quarkus;
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
    /** The process's exit status when the ledger refuses its bids. */
    private static final int REFUSED = 1;

    @Override
    public void run() {
        try {
            while (true) {
                switch (bidding.acquire(cluster)) {
                    case Answer.Granted granted -> serve(granted);
                    case Answer.Refused refused -> {
                        endProcess(refused);
                        return;
                    }
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
        try (TracedWork work = TracedWork.beginOn(grant.request(), "token");
                LogFields fields = new LogFields()) {
            work.set(TraceAttributes.TOKEN, grant.token());
            work.set(TraceAttributes.ATTEMPT, (long) grant.attempt());
            fields.grant(grant);
            LOG.infof(
                    "%s granted: %s into %s with %d connections, attempt %d",
                    grant.token(),
                    grant.request().seed(),
                    grant.request().database(),
                    grant.connections(),
                    grant.attempt());
            RunResult result = metrics.measure(() -> run(granted));
            releases.release(grant, result);
            work.done();
        }
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
        Holding holding = Holding.of(grant.connections());
        held.add(grant.token(), holding);
        try (Lease lease = Lease.hold(grant, granted.window(), outbox::send, margin, holding)) {
            lease.awaitClaimed();
            return runner.run(grant, login(granted), lease, holding.stop());
        } catch (StoppedException e) {
            return RunResult.neverConnected(new SeedOutcome.GivenBack(
                    "the run never began: " + e.stopCause().words()));
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s: the run failed in the worker itself", grant.token());
            return new RunResult(new SeedOutcome.Failed("the worker failed: " + e, true), false);
        } finally {
            held.remove(grant.token());
        }
    }

    private Login login(Answer.Granted granted) {
        return switch (granted.grant().enforcement()) {
            case TAG -> new Login.AsConfigured();
            case ROLE -> {
                Duration margin = settings.timing().leaseMargin(); // the window is shorter than the claim time by that
                yield new Login.AsTokenRole(
                        granted.password().text(), granted.window().end() + margin.toNanos());
            }
        };
    }

    /**
     * The ledger refuses a bid when a newer process runs under this worker's name. Every further bid would be refused too, so the
     * process ends; one that is started anew is the newest itself.
     */
    private void endProcess(Answer.Refused refused) {
        LOG.errorf(
                "cluster %s: the bid was refused: %s. Two workers must not share a name (seedgate.worker.name); this"
                        + " one ends",
                cluster, refused.reason());
        Quarkus.asyncExit(REFUSED);
    }
}
