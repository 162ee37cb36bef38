package dev.seedgate.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.localstack.installation.ServiceProcess;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import dev.seedgate.verification.checker.TokenLives.Life;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A worker is asked to end, as in every rolling update. */
class GracefulShutdownIT {
    private static final Duration LONGEST_SHUTDOWN = Duration.ofSeconds(40);

    @Test
    void whatCanFinishWithinTheGracePeriodFinishesThere() throws Exception {
        SeedgateSystem system = SeedgateSystem.shared();
        try (Run run = system.begin()) {
            run.postTally(4, SeedgateSystem.GRACE_PERIOD.dividedBy(2));
            run.awaitRunning(1);
            ServiceProcess worker = system.worker(run.busiestWorker());
            List<SeedStatus> running = runningOn(worker, run);

            long asked = System.nanoTime();
            assertThat(worker.terminate(LONGEST_SHUTDOWN)).as("ended by itself").isTrue();
            say(worker, asked, running.size() + " seeds finished there");

            run.awaitFinished();
            assertThat(running).isNotEmpty().allSatisfy(before -> {
                SeedStatus last = run.last(before.request().id());
                assertThat(last.state()).isEqualTo(SeedState.SUCCEEDED);
                assertThat(last.worker()).isEqualTo(worker.name());
                assertThat(last.token()).isEqualTo(before.token());
            });
            run.verify();
            worker.restart();
        }
    }

    @Test
    void whatCannotIsGivenBackAndCountsAsNothing() throws Exception {
        SeedgateSystem system = SeedgateSystem.shared();
        try (Run run = system.begin()) {
            List<String> seeds = run.postTally(3, SeedgateSystem.GRACE_PERIOD.multipliedBy(2));
            run.awaitRunning(3);
            ServiceProcess worker = system.worker(run.busiestWorker());
            List<SeedStatus> running = runningOn(worker, run);

            long asked = System.nanoTime();
            assertThat(worker.terminate(LONGEST_SHUTDOWN)).as("ended by itself").isTrue();
            say(worker, asked, running.size() + " seeds were given back");

            run.awaitFinished();
            assertThat(running)
                    .isNotEmpty()
                    .allSatisfy(before ->
                            assertThat(run.last(before.request().id()).worker()).isNotEqualTo(worker.name()));
            assertThat(seeds).allSatisfy(id -> {
                assertThat(run.last(id).state()).isEqualTo(SeedState.SUCCEEDED);
                assertThat(run.last(id).attempt()).isEqualTo(1);
                assertThat(run.last(id).interruptions()).isZero();
            });
            assertThat(run.tokens().all()).as("given back, not taken back").noneMatch(Life::wasTakenBack);
            run.verify();
            worker.restart();
        }
    }

    private static List<SeedStatus> runningOn(ServiceProcess worker, Run run) {
        return run.running().stream()
                .filter(status -> worker.name().equals(status.worker()))
                .toList();
    }

    private static void say(ServiceProcess worker, long asked, String what) {
        Run.say("%s ended %d ms after SIGTERM: %s"
                .formatted(
                        worker.name(),
                        Duration.ofNanos(System.nanoTime() - asked).toMillis(),
                        what));
    }
}
