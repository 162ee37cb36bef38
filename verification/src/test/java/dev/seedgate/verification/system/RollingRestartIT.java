package dev.seedgate.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.localstack.installation.ServiceProcess;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.verification.checker.TokenLives.Life;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A new version is rolled out: one process after the other is asked to end and comes back, while seeds are posted and run. */
class RollingRestartIT {
    private static final Duration LONGEST_SHUTDOWN = Duration.ofSeconds(40);
    private static final int SEEDS_PER_PROCESS = 4;

    @Test
    void noSeedFailsOrIsPunishedAndNobodyIsTurnedAway() throws Exception {
        SeedgateSystem system = SeedgateSystem.shared();
        try (Run run = system.begin()) {
            ServiceProcess second = system.startStandby();
            List<String> seeds = new ArrayList<>();

            for (ServiceProcess process : Stream.concat(
                            Stream.of(system.admission(), second), system.workers().stream())
                    .toList()) {
                seeds.addAll(run.postTally(SEEDS_PER_PROCESS, SeedgateSystem.GRACE_PERIOD.dividedBy(2)));
                run.awaitRunning(1);
                assertThat(process.terminate(LONGEST_SHUTDOWN))
                        .as("%s ends by itself", process.name())
                        .isTrue();
                Api.Answer posted = run.orders().post(Orders.tally(Orders.newEntry(), Duration.ZERO), null);
                assertThat(posted.isAccepted())
                        .as("a seed posted while %s is away: %s", process.name(), posted)
                        .isTrue();
                seeds.add(posted.id());
                process.restart();
            }

            run.awaitFinished();
            assertThat(seeds).allSatisfy(id -> {
                assertThat(run.last(id).state()).isEqualTo(SeedState.SUCCEEDED);
                assertThat(run.last(id).attempt()).isEqualTo(1);
                assertThat(run.last(id).interruptions()).isZero();
            });
            assertThat(run.tokens().all()).as("given back, not taken back").noneMatch(Life::wasTakenBack);
            run.verify();
        }
    }
}
