package dev.seedgate.core.advice;

import dev.seedgate.protocol.SeedOutcome;

/** How a run ends that is done again: as it ended. */
final class Outcomes {
    /** Of a run that was stopped before it came to its end. */
    static final SeedOutcome LOST = new SeedOutcome.GivenBack("its token was taken back");

    private static final SeedOutcome DONE = new SeedOutcome.Succeeded(0, false);
    private static final SeedOutcome FAILED = new SeedOutcome.Failed("it failed when it ran", true);
    private static final SeedOutcome FAILED_FOR_GOOD = new SeedOutcome.Failed("it failed when it ran", false);

    private Outcomes() {}

    /**
     * Of a run that comes to its end. One that never ran is taken to succeed, and so is one of which the end is not known.
     *
     * @param failures how many runs of the request failed before, in the replay
     */
    static SeedOutcome of(PastRequest past, int failures) {
        if (past.runs().isEmpty()) {
            return DONE;
        }
        if (!past.isLastRun(failures)) {
            return FAILED;
        }
        return switch (past.end()) {
            case SUCCEEDED, OPEN -> DONE;
            case FAILED, CANCELLED -> FAILED_FOR_GOOD;
        };
    }
}
