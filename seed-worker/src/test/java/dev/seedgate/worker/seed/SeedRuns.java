package dev.seedgate.worker.seed;

import dev.seedgate.catalog.LiveCatalog;
import dev.seedgate.protocol.RejectedRow;
import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.RunLogLine;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.StatusMessage.SeedProgress;
import dev.seedgate.protocol.TopicNames;
import dev.seedgate.protocol.WorkerId;
import dev.seedgate.worker.config.DatabaseSettings;
import dev.seedgate.worker.config.WorkerSettings;
import dev.seedgate.worker.config.WorkerTiming;
import dev.seedgate.worker.connection.Login;
import dev.seedgate.worker.lease.ClaimWindow;
import dev.seedgate.worker.lease.Holding;
import dev.seedgate.worker.lease.Lease;
import dev.seedgate.worker.lease.RenewalSender;
import dev.seedgate.worker.lease.Worth;
import dev.seedgate.worker.stop.StopSignal;
import dev.seedgate.worker.support.Grants;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/** Runs seeds of one catalog in one database without a broker: the ledger confirms what the test says. */
final class SeedRuns {
    static final WorkerId WORKER = new WorkerId("worker-1", "first");
    static final RenewalSender ALWAYS_CONFIRMED = renewal -> CompletableFuture.completedFuture(0L);
    /** The common pool may have one thread only, and then runs one after the other what a test wants at once. */
    static final Executor THREAD_EACH = task -> Thread.ofVirtual().start(task);

    private static final WorkerTiming TIMING =
            new WorkerTiming(Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(5));

    private final List<SeedProgress> progress = new CopyOnWriteArrayList<>();
    private final List<RunLogLine> log = new CopyOnWriteArrayList<>();
    private final List<RejectedRow> rejected = new CopyOnWriteArrayList<>();
    private final RunReports reports = new RunReports() {
        @Override
        public CompletableFuture<?> progress(SeedProgress report) {
            progress.add(report);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<?> line(RunLogLine line) {
            log.add(line);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<?> rejected(RejectedRow row) {
            rejected.add(row);
            return CompletableFuture.completedFuture(null);
        }
    };
    private final Path catalog;
    private final DatabaseSettings database;
    private Login login = new Login.AsConfigured();

    SeedRuns(Path catalog, DatabaseSettings database) {
        this.catalog = catalog;
        this.database = database;
    }

    RunResult run(SeedRequest request) {
        return run(grant(request));
    }

    RunResult run(Grant grant) {
        return run(grant, ALWAYS_CONFIRMED, new StopSignal());
    }

    CompletableFuture<RunResult> start(Grant grant) {
        return start(grant, new StopSignal());
    }

    CompletableFuture<RunResult> start(Grant grant, StopSignal stop) {
        return CompletableFuture.supplyAsync(() -> run(grant, ALWAYS_CONFIRMED, stop), THREAD_EACH);
    }

    RunResult run(Grant grant, RenewalSender sender, StopSignal stop) {
        var settings = new WorkerSettings(
                "test",
                new TopicNames(""),
                catalog,
                WORKER,
                1,
                10,
                List.of(),
                TIMING,
                new TreeMap<>(Map.of(Grants.CLUSTER, Map.of(Grants.DATABASE, database))));
        var holding = new Holding(stop, new Worth(grant.connections()));
        var window = ClaimWindow.fromNow(Duration.ofSeconds(5), OptionalLong.empty());
        try (LiveCatalog definitions = LiveCatalog.follow(catalog, LiveCatalog.Listener.NONE);
                Lease lease = Lease.hold(grant, window, sender, TIMING.leaseMargin(), holding)) {
            return new SeedRunner(settings, definitions, reports).run(grant, login, lease, stop);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who logs in from now on. */
    SeedRuns as(Login newLogin) {
        login = newLogin;
        return this;
    }

    SeedProgress lastProgress() {
        return progress.getLast();
    }

    /** Kind and text of each line, without times. */
    List<String> log() {
        return log.stream()
                .map(line -> line.kind() + " " + line.text().replaceAll("[0-9]+ ms", "n ms"))
                .toList();
    }

    /** Rows that runs said they put aside. */
    List<RejectedRow> rejected() {
        return rejected;
    }

    static Grant grant(SeedRequest request) {
        return Grants.grant(request, "bid", WORKER, Duration.ofMinutes(1));
    }
}
