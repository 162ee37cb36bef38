package dev.seedgate.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.seedgate.core.simulation.Simulation.Result;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Many small worlds. {@code -Dsimulation.seed=N} runs the one of that seed, {@code -Dsimulation.worlds=N} so many, from
 * {@code -Dsimulation.first=N}.
 */
class SimulationTest {
    private static final long WORLDS = Long.getLong("simulation.worlds", 2_000);
    private static final long FIRST = Long.getLong("simulation.first", 1);
    private static final int LAST_LINES = 120;

    @Test
    void everyWorldKeepsEveryPromise() {
        Long only = Long.getLong("simulation.seed");
        LongStream seeds = only == null ? LongStream.range(FIRST, FIRST + WORLDS) : LongStream.of(only);
        seeds.forEach(seed -> {
            Result result = Simulation.run(Plan.of(seed), false);
            if (result.failure() != null) {
                fail(report(result));
            }
        });
    }

    @Test
    void theSameSeedIsTheSameWorld() {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(Simulation.run(Plan.of(seed), true)).isEqualTo(Simulation.run(Plan.of(seed), true));
        }
    }

    private static String report(Result failed) {
        Result shortest = Shrinker.shrink(failed);
        List<String> trace = shortest.trace();
        String lines = String.join("\n", trace.subList(Math.max(0, trace.size() - LAST_LINES), trace.size()));
        long seed = failed.plan().seed();
        return """
                world %d broke a promise: %s
                with %d of its %d incidents left: %s
                %s
                ^ the last %d of %d lines. To see it again:
                ./mvnw -pl admission-core -am test -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seed=%d
                """.formatted(
                        seed,
                        failed.failure(),
                        shortest.plan().incidents().size(),
                        failed.plan().incidents().size(),
                        shortest.failure(),
                        lines,
                        Math.min(LAST_LINES, trace.size()),
                        trace.size(),
                        seed);
    }
}
