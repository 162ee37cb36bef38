package dev.seedgate.worker.seed;

import dev.seedgate.catalog.Catalog;
import dev.seedgate.catalog.SeedDefinition;
import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.SeedOutcome.Failed;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.StatusMessage.SeedProgress;
import dev.seedgate.protocol.TokenTag;
import dev.seedgate.worker.config.DatabaseSettings;
import dev.seedgate.worker.config.WorkerSettings;
import dev.seedgate.worker.connection.TokenConnections;
import dev.seedgate.worker.lease.Lease;
import dev.seedgate.worker.seed.step.SqlErrors;
import dev.seedgate.worker.stop.StopSignal;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Runs one seed under one token: opens the token's connections, runs the seed, and closes them again, whatever happens. */
public final class SeedRunner {
    private final WorkerSettings settings;
    private final Catalog catalog;
    private final Function<SeedProgress, CompletableFuture<?>> progressSender;

    public SeedRunner(
            WorkerSettings settings, Catalog catalog, Function<SeedProgress, CompletableFuture<?>> progressSender) {
        this.settings = settings;
        this.catalog = catalog;
        this.progressSender = progressSender;
    }

    /** Returns when all connections are closed. Every failure is an outcome; nothing is thrown. */
    public RunResult run(Grant grant, Lease lease, StopSignal stop) {
        SeedRequest request = grant.request();
        Optional<SeedDefinition> definition = catalog.find(request.seed());
        if (definition.isEmpty()) {
            return RunResult.neverConnected(new Failed(
                    "the worker's catalog has no seed " + request.seed()
                            + "; is it older than the admission service's?",
                    false));
        }
        Optional<DatabaseSettings> database = settings.database(grant.cluster(), request.database());
        if (database.isEmpty()) {
            return RunResult.neverConnected(new Failed(
                    "the worker has no seedgate.clusters." + grant.cluster() + ".databases." + request.database()
                            + "; configure it there",
                    false));
        }
        return runConnected(new SeedRun(grant, definition.get(), lease, stop, progressSender), database.get(), stop);
    }

    private RunResult runConnected(SeedRun run, DatabaseSettings database, StopSignal stop) {
        Grant grant = run.grant();
        TokenConnections connections;
        try {
            connections = TokenConnections.open(
                    new TokenTag(settings.installation(), grant.token()),
                    grant.connections(),
                    database,
                    settings.timing());
        } catch (SQLException e) {
            return RunResult.neverConnected(
                    new Failed(grant.request().database() + ": " + SqlErrors.text(e), SqlErrors.isRetryable(e)));
        }
        stop.whenRaised(
                () -> connections.interrupt(settings.timing().leaseMargin().dividedBy(2)));
        var outcome = run.execute(connections);
        return new RunResult(outcome, connections.disconnect());
    }
}
