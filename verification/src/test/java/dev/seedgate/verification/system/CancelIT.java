package dev.seedgate.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** People change their minds. */
class CancelIT {

    @Test
    void aQueuedSeedNeverStartsAndARunningOneLeavesNothing() throws Exception {
        SeedgateSystem system = SeedgateSystem.shared();
        try (Run run = system.begin()) {
            List<String> running = run.postTally(4, Duration.ofSeconds(60));
            run.awaitRunning(4);
            List<String> queued = run.postTally(4, Duration.ofSeconds(1));

            cancel(system, queued.subList(0, 2));
            long asked = System.nanoTime();
            cancel(system, running);
            run.awaitThat(
                    "the end of all that ran",
                    () -> running.stream().allMatch(id -> run.last(id).state().isFinal()));
            Run.say("four running seeds were cancelled within %d ms"
                    .formatted(Duration.ofNanos(System.nanoTime() - asked).toMillis()));

            run.awaitFinished();
            assertThat(running).allMatch(id -> run.last(id).state() == SeedState.CANCELLED);
            assertThat(queued.subList(0, 2))
                    .allSatisfy(id -> assertThat(run.requests().of(id))
                            .extracting(SeedStatus::state)
                            .doesNotContain(SeedState.RUNNING)
                            .endsWith(SeedState.CANCELLED));
            assertThat(queued.subList(2, 4)).allMatch(id -> run.last(id).state() == SeedState.SUCCEEDED);
            assertThat(system.http().cancel(running.getFirst()).status())
                    .as("cancelling what has ended")
                    .isEqualTo(409);
            run.verify();
        }
    }

    private static void cancel(SeedgateSystem system, List<String> seeds) throws Exception {
        for (String id : seeds) {
            assertThat(system.http().cancel(id).status()).isEqualTo(202);
        }
    }
}
