package dev.seedgate.worker.slot;

import dev.seedgate.catalog.LiveCatalog;
import dev.seedgate.protocol.Heartbeat.Presence;
import dev.seedgate.protocol.RejectedRow;
import dev.seedgate.protocol.RunLogLine;
import dev.seedgate.protocol.StatusMessage.SeedProgress;
import dev.seedgate.worker.acquire.Bidding;
import dev.seedgate.worker.broker.Outbox;
import dev.seedgate.worker.config.WorkerSettings;
import dev.seedgate.worker.config.WorkerTiming;
import dev.seedgate.worker.lease.HeldTokens;
import dev.seedgate.worker.release.Releases;
import dev.seedgate.worker.seed.RunReports;
import dev.seedgate.worker.seed.SeedRunner;
import dev.seedgate.worker.stop.StopCause;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;

/**
 * Starts the slots with the process, and drains them when it is told to end: no more bids; running seeds may finish within the
 * grace period; the rest is stopped and given back. The channels outlive this: Quarkus closes them after the shutdown event.
 */
@Singleton
final class Slots {
    private static final Logger LOG = Logger.getLogger(Slots.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    /** Beyond the time for stopping and closing: for a release to reach the broker. */
    private static final Duration LAST_RELEASES = Duration.ofSeconds(5);

    private final WorkerSettings settings;
    private final LiveCatalog catalog;
    private final Bidding bidding;
    private final Outbox outbox;
    private final HeldTokens held;
    private final Releases releases;
    private final RunMetrics metrics;
    private final List<Thread> threads = new ArrayList<>();

    Slots(
            WorkerSettings settings,
            LiveCatalog catalog,
            Bidding bidding,
            Outbox outbox,
            HeldTokens held,
            Releases releases,
            RunMetrics metrics) {
        this.settings = settings;
        this.catalog = catalog;
        this.bidding = bidding;
        this.outbox = outbox;
        this.held = held;
        this.releases = releases;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        LOG.infof(
                "worker %s: %d slots for each of the clusters %s, %d seeds in the catalog",
                settings.id(),
                settings.slots(),
                settings.clusters().keySet(),
                catalog.current().names().size());
        for (String cluster : settings.clusters().keySet()) {
            Thread.ofVirtual().name("presence " + cluster).start(() -> start(cluster));
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        WorkerTiming timing = settings.timing();
        bidding.close();
        LOG.infof("draining: %d seeds are running, grace period %s", held.count(), timing.gracePeriod());
        if (!join(timing.gracePeriod())) {
            held.stopAll(new StopCause.ShuttingDown());
            Duration closing = timing.leaseMargin().plus(timing.closeTimeout().multipliedBy(2));
            join(closing.plus(LAST_RELEASES));
        }
        LOG.info("drained");
    }

    /** Says that this incarnation is here before it bids: the ledger then drains what an earlier one held. */
    private void start(String cluster) {
        try {
            awaitPresence(cluster);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        var runner = new SeedRunner(settings, catalog, reports(cluster));
        var slot = new Slot(cluster, settings, bidding, outbox, held, runner, releases, metrics);
        synchronized (threads) {
            for (int number = 1; number <= settings.slots(); number++) {
                threads.add(Thread.ofVirtual()
                        .name("slot " + cluster + " " + number)
                        .start(slot));
            }
        }
    }

    private RunReports reports(String cluster) {
        return new RunReports() {
            @Override
            public CompletableFuture<?> progress(SeedProgress progress) {
                return outbox.send(cluster, progress);
            }

            @Override
            public CompletableFuture<?> line(RunLogLine line) {
                return outbox.send(cluster, line);
            }

            @Override
            public CompletableFuture<?> rejected(RejectedRow row) {
                return outbox.send(cluster, row);
            }
        };
    }

    private void awaitPresence(String cluster) throws InterruptedException {
        var presence = new Presence(cluster, settings.id(), settings.slots());
        while (true) {
            try {
                outbox.send(presence).get();
                return;
            } catch (ExecutionException e) {
                LOG.warnf("cluster %s: the broker does not take our presence yet: %s", cluster, e.getCause());
                Thread.sleep(TRY_AGAIN);
            }
        }
    }

    /** Waits for the slots to end; false when one still runs after that time. */
    private boolean join(Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        List<Thread> running;
        synchronized (threads) {
            running = List.copyOf(threads);
        }
        boolean ended = true;
        for (Thread thread : running) {
            long left = Math.max(1, deadline - System.nanoTime());
            ended &= thread.join(Duration.ofNanos(left));
        }
        return ended;
    }
}
