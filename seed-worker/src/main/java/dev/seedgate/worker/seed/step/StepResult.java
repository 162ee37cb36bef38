package dev.seedgate.worker.seed.step;

/**
 * What a step did.
 *
 * @param rows how many it wrote
 * @param rejected how many rows of its feed it put aside into {@code seedgate.rejects}
 */
public record StepResult(long rows, long rejected) {
    public static final StepResult NONE = new StepResult(0, 0);

    public static StepResult ofRows(long rows) {
        return new StepResult(rows, 0);
    }

    public StepResult plus(StepResult other) {
        return new StepResult(rows + other.rows, rejected + other.rejected);
    }
}
