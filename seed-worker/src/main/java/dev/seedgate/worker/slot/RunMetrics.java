package dev.seedgate.worker.slot;

import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.worker.seed.RunResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code seedgate_runs_seconds} by outcome, and {@code seedgate_slots_active}. */
@Singleton
final class RunMetrics {
    private final MeterRegistry registry;
    private final AtomicInteger active = new AtomicInteger();

    RunMetrics(MeterRegistry registry) {
        this.registry = registry;
        registry.gauge("seedgate.slots.active", active);
    }

    RunResult measure(Run run) throws InterruptedException {
        Timer.Sample sample = Timer.start(registry);
        active.incrementAndGet();
        try {
            RunResult result = run.run();
            sample.stop(registry.timer("seedgate.runs", "outcome", label(result.outcome())));
            return result;
        } finally {
            active.decrementAndGet();
        }
    }

    private static String label(SeedOutcome outcome) {
        return switch (outcome) {
            case SeedOutcome.Succeeded succeeded when succeeded.alreadyApplied() -> "already-applied";
            case SeedOutcome.Succeeded succeeded -> succeeded.skipped() == null ? "succeeded" : "skipped";
            case SeedOutcome.Failed failed -> "failed";
            case SeedOutcome.GivenBack givenBack -> "given-back";
            case SeedOutcome.InDoubt doubt -> "in-doubt";
        };
    }

    /** A run to be measured. */
    @FunctionalInterface
    interface Run {
        RunResult run() throws InterruptedException;
    }
}
