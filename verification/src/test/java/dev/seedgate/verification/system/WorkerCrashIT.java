package dev.seedgate.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.localstack.installation.ServiceProcess;
import dev.seedgate.protocol.SeedState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A worker's machine is gone, in the middle of its seeds. */
class WorkerCrashIT {
    private static final int CRASHES = 3;
    private static final Duration SEED = Duration.ofSeconds(3);
    /** Lease, and the look at PostgreSQL that proves absence; the rest is for a loaded machine. */
    private static final Duration SLOTS_BACK = SeedgateSystem.LEASE.plusSeconds(10);

    @Test
    void everySeedOfAKilledWorkerSucceedsExactlyOnceElsewhere() throws Exception {
        SeedgateSystem system = SeedgateSystem.shared();
        try (Run run = system.begin()) {
            List<String> seeds = new ArrayList<>(run.postTally(6, SEED));
            seeds.addAll(run.postExamples(List.of("meyer", "omix-prices", "quad-inventory", "large", "large-prices")));

            for (int crash = 1; crash <= CRASHES; crash++) {
                seeds.addAll(run.postTally(2, SEED));
                run.awaitRunning(1);
                killBusiestWorker(system, run, crash);
            }

            run.awaitFinished();
            assertThat(seeds).allMatch(id -> run.last(id).state() == SeedState.SUCCEEDED);
            assertThat(seeds)
                    .as("crashes count as no attempt")
                    .allMatch(id -> run.last(id).attempt() == 1);
            run.verify();
        }
    }

    private static void killBusiestWorker(SeedgateSystem system, Run run, int crash) {
        ServiceProcess worker = system.worker(run.busiestWorker());
        worker.kill();
        Instant killedAt = Instant.now();
        List<String> orphaned = run.tokens().charged().stream()
                .filter(life -> life.worker().equals(worker.name()))
                .map(life -> life.token())
                .toList();

        Duration slotsBack = run.slotsBackAfter(killedAt, orphaned);

        Run.say("crash %d of %s with %d tokens: sessions gone within %d ms, slots back within %d ms; bound %s"
                .formatted(
                        crash,
                        worker.name(),
                        orphaned.size(),
                        run.sessionsGoneAfter(killedAt, orphaned).toMillis(),
                        slotsBack.toMillis(),
                        SLOTS_BACK));
        assertThat(slotsBack).isLessThan(SLOTS_BACK);
        worker.restart();
    }
}
