package dev.seedgate.worker.seed;

import dev.seedgate.catalog.SeedDefinition;
import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.RunLogLine.Kind;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.SeedOutcome.Failed;
import dev.seedgate.protocol.SeedOutcome.GivenBack;
import dev.seedgate.protocol.SeedOutcome.InDoubt;
import dev.seedgate.protocol.SeedOutcome.Succeeded;
import dev.seedgate.telemetry.TraceAttributes;
import dev.seedgate.telemetry.TracedWork;
import dev.seedgate.worker.connection.LostSession;
import dev.seedgate.worker.connection.TokenConnections;
import dev.seedgate.worker.lease.Lease;
import dev.seedgate.worker.seed.CommitDoubt.Verdict;
import dev.seedgate.worker.seed.Segment.CommandRun;
import dev.seedgate.worker.seed.Segment.Part;
import dev.seedgate.worker.seed.exec.ExecStepRunner;
import dev.seedgate.worker.seed.step.RunLog;
import dev.seedgate.worker.seed.step.SqlErrors;
import dev.seedgate.worker.seed.step.StepFailedException;
import dev.seedgate.worker.seed.step.StepProgress;
import dev.seedgate.worker.seed.step.StepRunner;
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
 * @param stopGrace how long a command that is told to stop has to tidy up
 */
record SeedRun(
        Grant grant,
        SeedDefinition definition,
        Lease lease,
        StopSignal stop,
        Duration stopGrace,
        ProgressReport progress,
        RunLog log,
        RunReports reports) {
    private static final Logger LOG = Logger.getLogger(SeedRun.class);
    /** How much later than its effect a revocation may be read, at most; more than any delay of a broker in good order. */
    private static final Duration REVOCATION_LATE_BY = Duration.ofSeconds(2);

    SeedOutcome execute(TokenConnections connections) {
        Duration timeout = grant.request().timeout();
        StopSignal.Timer timer = stop.raiseAfter(timeout, new StopCause.TimedOut(timeout));
        try {
            return transact(connections);
        } catch (StoppedException e) {
            return stopped(e.stopCause());
        } catch (StepFailedException e) {
            return failed(String.valueOf(e.getMessage()), e.retryable(), e);
        } catch (SQLException e) {
            LOG.debugf(e, "%s failed", grant.token());
            return failed(grant.request().database() + ": " + SqlErrors.text(e), SqlErrors.isRetryable(e), e);
        } catch (CommitInDoubtException e) {
            return settled(connections, e);
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s: the run failed in the worker itself", grant.token());
            return failed("the worker failed: " + e, true, e);
        } finally {
            timer.cancel();
        }
    }

    private Succeeded transact(TokenConnections connections)
            throws SQLException, StepFailedException, StoppedException, CommitInDoubtException {
        var soFar = new Succeeded(0, false);
        for (Segment segment : Segment.of(definition.steps())) {
            stop.check();
            switch (segment) {
                case Part part -> soFar = commit(part, connections, soFar);
                case CommandRun command -> run(command, connections);
            }
            if (soFar.alreadyApplied()) {
                return soFar;
            }
        }
        return soFar;
    }

    private Succeeded commit(Part part, TokenConnections connections, Succeeded before)
            throws SQLException, StepFailedException, StoppedException, CommitInDoubtException {
        try (Connection connection = connections.connect()) {
            return new SeedTransaction(connection, connections, this, part).run(before);
        } catch (CommitInDoubtException e) {
            if (part.last()) {
                throw e;
            }
            throw e.lost(); // the next run finds the part's row, or does not
        }
    }

    private void run(CommandRun command, TokenConnections connections)
            throws SQLException, StepFailedException, StoppedException {
        var runner = new ExecStepRunner(
                command.step(), grant, SeedParameters.values(definition, grant.request()), stop, log, stopGrace);
        String name = StepRunner.name(command.step());
        StepProgress unused = progress.step(command.firstStep() + 1, name);
        String numbered = "step " + (command.firstStep() + 1) + " of "
                + definition.steps().size() + ", " + name;
        log.say(Kind.RUN, numbered + ": begins");
        long begun = System.nanoTime();
        boolean done = false;
        try (TracedWork work = TracedWork.begin(name)) {
            work.set(TraceAttributes.STEP, command.firstStep() + 1L);
            runner.run(connections);
            work.done();
            done = true;
            log.say(
                    Kind.RUN,
                    numbered + ": done in "
                            + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
        } finally {
            if (!done && stop.cause().isEmpty()) {
                removeFence(connections);
            }
        }
    }

    private void removeFence(TokenConnections connections) {
        try (Connection connection = connections.connect()) {
            connection.setAutoCommit(false);
            new TokenFence(connection, connections.tag(), grant.fence()).remove();
        } catch (SQLException e) {
            LOG.debugf(e, "%s: its row in seedgate.token_fence stays", grant.token());
        }
    }

    private SeedOutcome failed(String error, boolean retryable, Throwable cause) {
        if (LostSession.isCauseOf(cause)) {
            awaitRevocation();
        }
        return failed(error, retryable);
    }

    /** What fails after the run was told to stop fails because of that. */
    private SeedOutcome failed(String error, boolean retryable) {
        return stop.cause().map(this::stopped).orElseGet(() -> new Failed(error, retryable));
    }

    /**
     * A token is revoked before its sessions are ended, but the word of it goes by another way, and may come a moment later than the
     * end of the session. Whoever does not wait for it takes the agent's doing for the seed's failure.
     */
    private void awaitRevocation() {
        var unused = stop.await(REVOCATION_LATE_BY);
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

    private SeedOutcome settled(TokenConnections connections, CommitInDoubtException doubt) {
        awaitRevocation();
        String error = "the connection was lost while the seed was being committed";
        return switch (new CommitDoubt(grant, definition).settle(connections)) {
            case Verdict.Committed committed -> committed.outcome();
            case Verdict.NotCommitted not -> failed(error + ", and it was not committed", true);
            case Verdict.Unknown unknown -> {
                LOG.warnf(doubt, "%s: %s", grant.token(), error);
                yield new InDoubt(error);
            }
        };
    }
}
