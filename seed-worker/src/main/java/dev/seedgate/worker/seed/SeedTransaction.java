package dev.seedgate.worker.seed;

import dev.seedgate.catalog.CopyStep;
import dev.seedgate.catalog.SeedDefinition;
import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.SeedOutcome.Succeeded;
import dev.seedgate.protocol.SkipReason;
import dev.seedgate.worker.connection.LostSession;
import dev.seedgate.worker.connection.TokenConnections;
import dev.seedgate.worker.seed.Segment.Part;
import dev.seedgate.worker.seed.copy.StagingLeftovers;
import dev.seedgate.worker.seed.step.FeedNotes;
import dev.seedgate.worker.seed.step.SqlErrors;
import dev.seedgate.worker.seed.step.StepFailedException;
import dev.seedgate.worker.seed.step.StepResult;
import dev.seedgate.worker.stop.StopCause;
import dev.seedgate.worker.stop.StoppedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/**
 * One part of a seed, which is all of it where it has no commands, in one transaction: it commits before the lease's deadline or not at
 * all.
 */
final class SeedTransaction {
    private static final Logger LOG = Logger.getLogger(SeedTransaction.class);

    private final Connection connection;
    private final SeedRun run;
    private final Grant grant;
    private final SeedDefinition definition;
    private final Part part;
    private final SeedHistory history;
    private final PartHistory parts;
    private final TokenFence fence;
    private final TokenConnections connections;

    /**
     * Of one part.
     *
     * @param connection one of the token's, for the transaction
     * @param connections all of the token's
     */
    SeedTransaction(Connection connection, TokenConnections connections, SeedRun run, Part part) {
        this.connection = connection;
        this.connections = connections;
        this.run = run;
        this.grant = run.grant();
        this.definition = run.definition();
        this.part = part;
        this.history = new SeedHistory(connection);
        this.parts = new PartHistory(connection, grant, definition);
        this.fence = new TokenFence(connection, grant);
    }

    /**
     * Runs it.
     *
     * @param before what earlier parts did
     * @return how many rows it and they wrote; with {@code alreadyApplied} when all of the seed was there before
     * @throws StoppedException when the run was told to stop, or the database says that its token was revoked
     * @throws CommitInDoubtException when the connection was lost while the commit was under way
     */
    Succeeded run(Succeeded before) throws SQLException, StepFailedException, StoppedException, CommitInDoubtException {
        connection.setAutoCommit(false);
        boolean committed = false;
        try {
            run.stop().check(); // raised before there was a session, it found none to end
            SeedgateSchema.prepare(connection);
            if (part.isRecorded()) {
                parts.prepare();
            }
            requireGood(fence.put());
            limitStatements(grant.request().timeout());
            if (!begin()) {
                return applied();
            }
            OptionalLong known = beginPart();
            if (known.isPresent()) {
                connection.rollback();
                committed = true;
                return new Succeeded(before.rows() + known.getAsLong(), false);
            }
            SeedParameters.apply(definition, grant.request(), connection);
            Succeeded outcome = work(before);
            run.lease().check();
            requireGood(part.last() ? fence.take() : fence.hold());
            commit();
            committed = true;
            return outcome;
        } finally {
            if (!committed) {
                rollBack();
                removeFence();
            }
            dropLeftovers();
        }
    }

    /** What an earlier run committed; it may have died before all that it put aside was known. */
    private Succeeded applied() throws SQLException {
        Succeeded found = history.applied(grant.request().id(), true).orElseGet(() -> new Succeeded(0, true));
        new RejectedRows(connection, run).tell(found.rejected());
        return found;
    }

    /** All that is to be committed, but for the fence. */
    private Succeeded work(Succeeded before) throws SQLException, StepFailedException, StoppedException {
        var states = new FeedStates(connection, definition, grant.request());
        if (new Unchanged(run, states).holds()) {
            var nothing = new Succeeded(0, false, 0, SkipReason.UNCHANGED);
            history.finish(grant.request().id(), nothing);
            return nothing;
        }
        var feeds = new FeedNotes(definition.skipUnchanged());
        StepResult result = new PartSteps(connection, connections, run, part).run(feeds);
        if (!part.last()) {
            finishPart(result.rows());
            return new Succeeded(before.rows() + result.rows(), false);
        }
        states.record(feeds.contents());
        long rejected = history.rejected(grant.request().id());
        var outcome = new Succeeded(before.rows() + result.rows(), false, rejected);
        history.finish(grant.request().id(), outcome);
        new RejectedRows(connection, run).tell(rejected);
        return outcome;
    }

    /** False when all of the seed is there already. */
    private boolean begin() throws SQLException {
        return part.last()
                ? history.begin(grant, definition)
                : history.applied(grant.request().id(), true).isEmpty();
    }

    /** The rows of this part, when it alone is there already. */
    private OptionalLong beginPart() throws SQLException, StepFailedException {
        return part.isRecorded() ? parts.begin(part.number()) : OptionalLong.empty();
    }

    private void finishPart(long rows) throws SQLException {
        if (part.isRecorded()) {
            parts.finish(part.number(), rows);
        }
    }

    /** The server's own limit, for the case that this process is no longer there to enforce the run's. */
    private void limitStatements(Duration timeout) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement("select set_config('statement_timeout', ?, true)")) {
            set.setString(1, Long.toString(Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE)));
            set.execute();
        }
    }

    private void requireGood(boolean tokenIsGood) throws StoppedException {
        if (!tokenIsGood) {
            run.stop().raise(new StopCause.Revoked("it is marked as revoked in seedgate.token_fence"));
            run.stop().check();
        }
    }

    private void commit() throws SQLException, CommitInDoubtException {
        try {
            connection.commit();
        } catch (SQLException e) {
            boolean refused = SqlErrors.serverMessage(e).isPresent() && !LostSession.isCauseOf(e);
            if (refused) {
                throw e;
            }
            throw new CommitInDoubtException(e);
        }
    }

    /** Must not be left to closing: a pooled connection that goes back to auto-commit commits what is open. */
    private void rollBack() throws SQLException {
        try {
            connection.rollback();
        } catch (SQLException e) {
            connection.abort(Runnable::run);
        }
    }

    private void removeFence() {
        try {
            fence.remove();
        } catch (SQLException e) {
            LOG.debugf(e, "%s: its row in seedgate.token_fence stays", grant.token());
        }
    }

    /**
     * Also those of an earlier delivery that was still dying when this one began. Only a seed that copies looks, because others leave
     * none.
     */
    private void dropLeftovers() {
        if (definition.steps().stream().noneMatch(CopyStep.class::isInstance)) {
            return;
        }
        try {
            StagingLeftovers.drop(connection);
        } catch (SQLException e) {
            LOG.debugf(e, "%s: staging tables may be left for the next run to drop", grant.token());
        }
    }
}
