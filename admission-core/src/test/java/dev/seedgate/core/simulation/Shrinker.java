package dev.seedgate.core.simulation;

import dev.seedgate.core.simulation.Simulation.Result;

/** Makes a failure short: leaves incidents out for as long as the world still fails, many at first, then one by one. */
final class Shrinker {
    private Shrinker() {}

    /** The shortest failing plan that was found, run once more with a trace. */
    static Result shrink(Result failed) {
        Plan shortest = failed.plan();
        for (int count = Math.max(1, shortest.incidents().size() / 2); count > 0; count /= 2) {
            shortest = withoutRuns(shortest, count);
        }
        return Simulation.run(withoutRuns(shortest, 1), true);
    }

    private static Plan withoutRuns(Plan plan, int count) {
        Plan shortest = plan;
        int from = 0;
        while (from < shortest.incidents().size()) {
            Plan shorter = shortest.without(from, count);
            if (Simulation.run(shorter, false).failure() != null) {
                shortest = shorter;
            } else {
                from += count;
            }
        }
        return shortest;
    }
}
