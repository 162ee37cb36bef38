package dev.seedgate.worker.seed;

import dev.seedgate.catalog.LiveCatalog;
import dev.seedgate.catalog.SeedDefinition;
import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.RunLogLine.Kind;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.SeedOutcome.Failed;
import dev.seedgate.protocol.SeedOutcome.Succeeded;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.TokenTag;
import dev.seedgate.telemetry.TracedWork;
import dev.seedgate.worker.config.DatabaseSettings;
import dev.seedgate.worker.config.WorkerSettings;
import dev.seedgate.worker.connection.Login;
import dev.seedgate.worker.connection.Route;
import dev.seedgate.worker.connection.TokenAccess;
import dev.seedgate.worker.connection.TokenConnections;
import dev.seedgate.worker.lease.Lease;
import dev.seedgate.worker.seed.step.RunLog;
import dev.seedgate.worker.seed.step.SqlErrors;
import dev.seedgate.worker.stop.StopSignal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Runs one seed under one token: opens the token's connections, runs the seed, and closes them again, whatever happens. */
public final class SeedRunner {
    /** Of the lease's margin: after half of it, sockets are cut, and until then all is to be gone. */
    private static final int STOP_GRACE_PART = 4;

    private static final long LAST_LINES_MILLIS = 2_000;

    private final WorkerSettings settings;
    private final LiveCatalog catalog;
    private final RunReports reports;
    private final Map<String, Route> routes = new ConcurrentHashMap<>();

    public SeedRunner(WorkerSettings settings, LiveCatalog catalog, RunReports reports) {
        this.settings = settings;
        this.catalog = catalog;
        this.reports = reports;
    }

    /** Returns when all connections are closed. Every failure is an outcome. */
    public RunResult run(Grant grant, Login login, Lease lease, StopSignal stop) throws InterruptedException {
        var log = new RunLog(reports::line, grant, InstantSource.system());
        log.say(Kind.RUN, RunWords.begin(grant));
        RunResult result;
        try (TracedWork work = TracedWork.begin("run")) {
            result = run(grant, login, lease, stop, log);
            if (result.outcome() instanceof Succeeded) {
                work.done();
            } else {
                work.failed(RunWords.end(result.outcome()));
            }
        }
        log.end(RunWords.end(result.outcome()));
        log.await(LAST_LINES_MILLIS);
        return result;
    }

    private RunResult run(Grant grant, Login login, Lease lease, StopSignal stop, RunLog log)
            throws InterruptedException {
        SeedRequest request = grant.request();
        Optional<SeedDefinition> definition = catalog.find(request.seed(), request.definitionVersion());
        if (definition.isEmpty()) {
            return RunResult.neverConnected(new MissingDefinition(catalog, request).failure());
        }
        Optional<DatabaseSettings> database = settings.database(grant.cluster(), request.database());
        if (database.isEmpty()) {
            return RunResult.neverConnected(new Failed(
                    "the worker has no seedgate.clusters." + grant.cluster() + ".databases." + request.database()
                            + "; configure it there",
                    false));
        }
        var progress = new ProgressReport(
                reports::progress, grant, definition.get().steps().size());
        Duration stopGrace = settings.timing().leaseMargin().dividedBy(STOP_GRACE_PART);
        var run = new SeedRun(grant, definition.get(), lease, stop, stopGrace, progress, log, reports);
        RunResult result = runConnected(run, access(grant, database.get(), login, lease));
        progress.flush(); // last, because it waits for the broker, and nothing may keep the sessions open
        return result;
    }

    private TokenAccess access(Grant grant, DatabaseSettings database, Login login, Lease lease) {
        return new TokenAccess(
                new TokenTag(settings.installation(), grant.token()),
                lease.worth(),
                database,
                login,
                routes.computeIfAbsent(grant.request().database(), Route::new),
                lease::holds);
    }

    private RunResult runConnected(SeedRun run, TokenAccess access) {
        TokenConnections connections;
        try {
            connections = TokenConnections.open(access, settings.timing());
        } catch (SQLException e) {
            return RunResult.neverConnected(
                    new Failed(run.grant().request().database() + ": " + SqlErrors.text(e), SqlErrors.isRetryable(e)));
        }
        run.stop()
                .whenRaised(() ->
                        connections.interrupt(settings.timing().leaseMargin().dividedBy(2)));
        SeedOutcome outcome = run.execute(connections);
        return new RunResult(outcome, connections.disconnect());
    }
}
