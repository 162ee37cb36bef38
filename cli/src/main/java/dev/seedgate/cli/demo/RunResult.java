package dev.seedgate.cli.demo;

import java.time.Duration;
import java.util.List;

/**
 * What became of the seeds.
 *
 * @param seedBudget connections that they may have together
 * @param complaints why seeds failed, one line for each
 */
record RunResult(
        int posted, int succeeded, long rowsLoaded, int seedBudget, Duration makespan, List<String> complaints) {
    RunResult {
        complaints = List.copyOf(complaints);
    }

    int failed() {
        return posted - succeeded;
    }
}
