package dev.seedgate.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.localstack.installation.ServiceProcess;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.verification.checker.TokenLives.Life;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A worker stands still for longer than its lease, its sessions open, and then goes on as if nothing had happened. */
class ZombieWorkerIT {

    @Test
    void itsSlotsComeBackOnlyWhenItsSessionsAreGoneAndItCommitsNothing() throws Exception {
        SeedgateSystem system = SeedgateSystem.shared();
        try (Run run = system.begin()) {
            List<String> seeds = run.postTally(4, Duration.ofSeconds(2));
            run.awaitRunning(4);
            ServiceProcess zombie = system.worker(run.busiestWorker());
            List<String> held = run.tokensWithSessionsOf(zombie.name());
            zombie.pause();
            Instant pausedAt = Instant.now();

            Duration slotsBack = run.slotsBackAfter(pausedAt, held);

            Run.say("%s stood still with %d tokens: sessions seen for %d ms more, slots back after %d ms"
                    .formatted(
                            zombie.name(),
                            held.size(),
                            run.sessionsGoneAfter(pausedAt, held).toMillis(),
                            slotsBack.toMillis()));
            assertThat(held).isNotEmpty();
            assertThat(run.sessionsGoneAfter(pausedAt, held))
                    .as("it kept its sessions until the agent ended them")
                    .isGreaterThan(Duration.ofSeconds(2));
            run.awaitFinished();
            run.awaitThat(
                    "all slots back", () -> freed(run) == run.tokens().all().size());
            int freedBefore = freed(run);
            int bidsBefore = run.bidsOpenedBy(zombie.name());
            zombie.resume();
            run.awaitThat(
                    "the zombie is done with what it held, and bids again",
                    () -> run.bidsOpenedBy(zombie.name()) >= bidsBefore + held.size());

            assertThat(seeds).allMatch(id -> run.last(id).state() == SeedState.SUCCEEDED);
            assertThat(freed(run)).as("released nothing twice").isEqualTo(freedBefore);
            run.verify();
        }
    }

    private static int freed(Run run) {
        return (int) run.tokens().all().stream()
                .map(Life::freedAt)
                .filter(freedAt -> freedAt != null)
                .count();
    }
}
