package dev.seedgate.worker.seed.step;

/** Takes note of how far a step is. Called often; must cost next to nothing. */
@FunctionalInterface
public interface StepProgress {
    /**
     * The step is here now.
     *
     * @param rows read so far by this step
     * @param bytesTotal 0 when unknown
     */
    void at(long rows, long bytesRead, long bytesTotal);
}
