package dev.seedgate.worker.seed;

import dev.seedgate.catalog.SeedDefinition;
import dev.seedgate.catalog.SqlStep;
import dev.seedgate.catalog.Step;
import dev.seedgate.protocol.RunLogLine.Kind;
import dev.seedgate.telemetry.TraceAttributes;
import dev.seedgate.telemetry.TracedWork;
import dev.seedgate.worker.connection.TokenConnections;
import dev.seedgate.worker.seed.Segment.Part;
import dev.seedgate.worker.seed.step.FeedNotes;
import dev.seedgate.worker.seed.step.StepContext;
import dev.seedgate.worker.seed.step.StepFailedException;
import dev.seedgate.worker.seed.step.StepResult;
import dev.seedgate.worker.seed.step.StepRunner;
import dev.seedgate.worker.stop.StoppedException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The steps of one part of a seed, in the transaction that is open, and what the run's log says of them. */
final class PartSteps {
    private final Connection connection;
    private final TokenConnections connections;
    private final SeedRun run;
    private final SeedDefinition definition;
    private final Part part;

    /**
     * Of one part.
     *
     * @param connection on which its transaction is open
     * @param connections all of the token's
     */
    PartSteps(Connection connection, TokenConnections connections, SeedRun run, Part part) {
        this.connection = connection;
        this.connections = connections;
        this.run = run;
        this.definition = run.definition();
        this.part = part;
    }

    /**
     * Runs them, one after the other.
     *
     * @param feeds takes note of what their feeds hold
     * @throws StepFailedException also when a script ends the transaction
     */
    StepResult run(FeedNotes feeds) throws SQLException, StepFailedException, StoppedException {
        List<Step> all = part.steps();
        String transaction = transactionId();
        StepResult result = StepResult.NONE;
        for (int i = 0; i < all.size(); i++) {
            run.stop().check();
            Step step = all.get(i);
            result = result.plus(logged(step, part.firstStep() + i + 1, feeds));
            if (step instanceof SqlStep sql && !Objects.equals(transaction, transactionId())) {
                throw transactionEnded(sql);
            }
        }
        return result;
    }

    private StepResult logged(Step step, int number, FeedNotes feeds)
            throws SQLException, StepFailedException, StoppedException {
        String name = StepRunner.name(step);
        String numbered = "step " + number + " of " + definition.steps().size() + ", " + name;
        run.log().say(Kind.RUN, numbered + ": begins");
        long begun = System.nanoTime();
        StepResult result = traced(step, context(number, name, feeds));
        run.log().say(Kind.RUN, numbered + ": " + words(result) + " in " + millisSince(begun) + " ms");
        return result;
    }

    private static StepResult traced(Step step, StepContext context)
            throws SQLException, StepFailedException, StoppedException {
        try (TracedWork work = TracedWork.begin(StepRunner.name(step))) {
            work.set(TraceAttributes.STEP, (long) context.step());
            StepResult result = StepRunner.run(step, context);
            work.set(TraceAttributes.ROWS, result.rows());
            work.done();
            return result;
        }
    }

    private static String words(StepResult result) {
        return result.rows() + " rows" + (result.rejected() == 0 ? "" : ", " + result.rejected() + " put aside");
    }

    private StepContext context(int number, String name, FeedNotes feeds) {
        boolean isLastToShare = definition
                .steps()
                .subList(number, definition.steps().size())
                .stream()
                .allMatch(SqlStep.class::isInstance);
        return new StepContext(
                connection,
                connections,
                run.grant(),
                number,
                isLastToShare,
                run.stop(),
                run.progress().step(number, name),
                feeds,
                run.log());
    }

    private static long millisSince(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }

    /** A script that commits would leave half a seed behind with the history row that says it is complete. */
    private StepFailedException transactionEnded(SqlStep step) throws SQLException {
        connection.rollback();
        var history = new SeedHistory(connection);
        history.forgetRejects(run.grant().request().id(), part.firstStep() + 1);
        if (part.last()) {
            history.forget(run.grant().request().id());
        } else {
            new PartHistory(connection, run.grant(), definition).forget(part.number());
        }
        return new StepFailedException(
                step.source()
                        + " ends the seed's transaction; remove COMMIT, ROLLBACK and the like from it. What the seed"
                        + " did before that may have been committed",
                false);
    }

    private @Nullable String transactionId() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet id = statement.executeQuery("select txid_current_if_assigned()")) {
            id.next();
            return id.getString(1);
        }
    }
}
