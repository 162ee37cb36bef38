package dev.seedgate.worker.seed;

import dev.seedgate.catalog.SeedDefinition;
import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.SeedOutcome.Failed;
import dev.seedgate.protocol.SeedOutcome.GivenBack;
import dev.seedgate.protocol.SeedOutcome.Succeeded;
import dev.seedgate.worker.connection.TokenConnections;
import dev.seedgate.worker.lease.Lease;
import dev.seedgate.worker.seed.step.SqlErrors;
import dev.seedgate.worker.seed.step.StepFailedException;
import dev.seedgate.worker.stop.StopCause;
import dev.seedgate.worker.stop.StopSignal;
import dev.seedgate.worker.stop.StoppedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * One run, and what its end means for the request.
 *
 * @param stop ends it early
 */
record SeedRun(Grant grant, SeedDefinition definition, Lease lease, StopSignal stop, ProgressReport progress) {
    private static final Logger LOG = Logger.getLogger(SeedRun.class);

    SeedOutcome execute(TokenConnections connections) {
        Duration timeout = grant.request().timeout();
        StopSignal.Timer timer = stop.raiseAfter(timeout, new StopCause.TimedOut(timeout));
        try {
            return transact(connections);
        } catch (StoppedException e) {
            return stopped(e.stopCause());
        } catch (StepFailedException e) {
            return failed(String.valueOf(e.getMessage()), e.retryable());
        } catch (SQLException e) {
            LOG.debugf(e, "%s failed", grant.token());
            return failed(grant.request().database() + ": " + SqlErrors.text(e), SqlErrors.isRetryable(e));
        } catch (CommitInDoubtException e) {
            return settleDoubt(connections, e);
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s: the run failed in the worker itself", grant.token());
            return failed("the worker failed: " + e, true);
        } finally {
            timer.cancel();
        }
    }

    private Succeeded transact(TokenConnections connections)
            throws SQLException, StepFailedException, StoppedException, CommitInDoubtException {
        stop.check();
        try (Connection connection = connections.connect()) {
            return new SeedTransaction(connection, grant, definition, stop).run(progress, lease);
        }
    }

    /** What fails after the run was told to stop fails because of that. */
    private SeedOutcome failed(String error, boolean retryable) {
        return stop.cause().map(this::stopped).orElseGet(() -> new Failed(error, retryable));
    }

    private SeedOutcome stopped(StopCause cause) {
        String error = "the run was stopped: " + cause.words();
        return switch (cause) {
            case StopCause.TimedOut timedOut -> new Failed(error, true);
            case StopCause.LeaseOver leaseOver -> new GivenBack(error);
            case StopCause.Revoked revoked -> new GivenBack(error);
            case StopCause.ShuttingDown shuttingDown -> new GivenBack(error);
        };
    }

    /** Asks the history on another connection. Where that fails too, the next run finds out. */
    private SeedOutcome settleDoubt(TokenConnections connections, CommitInDoubtException doubt) {
        String error = "the connection was lost while the seed was being committed";
        try (Connection connection = connections.connect()) {
            connection.setAutoCommit(false);
            var history = new SeedHistory(connection);
            boolean applied = !history.begin(grant, definition); // waits for a commit that is still under way
            long rows = history.rows(grant.request().id()).orElse(0);
            connection.rollback();
            return applied ? new Succeeded(rows, false) : failed(error + ", and it was not committed", true);
        } catch (SQLException e) {
            LOG.warnf(doubt, "%s: %s", grant.token(), error);
            return failed(error + "; whether it was committed, the next run will find out", true);
        }
    }
}
