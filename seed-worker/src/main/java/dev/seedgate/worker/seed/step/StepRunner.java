package dev.seedgate.worker.seed.step;

import dev.seedgate.catalog.CopyStep;
import dev.seedgate.catalog.ExecStep;
import dev.seedgate.catalog.SqlStep;
import dev.seedgate.catalog.Step;
import dev.seedgate.worker.seed.copy.CopyStepRunner;
import dev.seedgate.worker.stop.StoppedException;
import java.sql.SQLException;

/** Runs a step of any kind. */
public final class StepRunner {
    private StepRunner() {}

    /**
     * Runs one step inside the transaction that is open.
     *
     * @throws StepFailedException when the step is at fault; the message names file, line and column where they are known
     * @throws SQLException when the database is
     */
    public static StepResult run(Step step, StepContext context)
            throws SQLException, StepFailedException, StoppedException {
        return switch (step) {
            case SqlStep sql -> StepResult.ofRows(SqlStepRunner.run(sql, context.connection(), context.log()));
            case CopyStep copy -> new CopyStepRunner(copy, context).run();
            case ExecStep exec ->
                throw new IllegalStateException(exec.source() + " runs between transactions, not in one");
        };
    }

    /** What people call the step. */
    public static String name(Step step) {
        return switch (step) {
            case SqlStep sql -> sql.source();
            case CopyStep copy -> copy.feed().source();
            case ExecStep exec -> exec.name();
        };
    }
}
