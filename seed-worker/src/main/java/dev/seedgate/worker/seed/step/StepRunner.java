package dev.seedgate.worker.seed.step;

import dev.seedgate.catalog.CopyStep;
import dev.seedgate.catalog.ExecStep;
import dev.seedgate.catalog.SqlStep;
import dev.seedgate.catalog.Step;
import dev.seedgate.worker.stop.StopSignal;
import dev.seedgate.worker.stop.StoppedException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Runs the steps of one seed on one connection, inside the transaction that is open there.
 *
 * @param stop asked between pieces of work
 * @param log is told what others have to say: notices, for one
 */
public record StepRunner(Connection connection, StopSignal stop, RunLog log) {

    /**
     * Runs one step.
     *
     * @return how many rows it wrote
     * @throws StepFailedException when the step is at fault; the message names file, line and column where they are known
     * @throws SQLException when the database is
     */
    public long run(Step step, StepProgress progress) throws SQLException, StepFailedException, StoppedException {
        return switch (step) {
            case SqlStep sql -> SqlStepRunner.run(sql, connection, log);
            case CopyStep copy -> new CopyStepRunner(copy, connection, stop, progress).run();
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
