package dev.seedgate.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.localstack.installation.ServiceProcess;
import dev.seedgate.protocol.SeedState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two replicas of the admission service, and the one that owns the cluster is gone. */
class TakeoverIT {
    private static final Duration TAKEOVER = Duration.ofSeconds(30);

    @Test
    void theStandbyTakesOverAndNothingIsLost() throws Exception {
        SeedgateSystem system = SeedgateSystem.shared();
        try (Run run = system.begin()) {
            List<String> seeds = new ArrayList<>(run.postTally(4, Duration.ofSeconds(2)));
            system.startStandby();
            seeds.addAll(run.postTally(8, Duration.ofSeconds(2)));
            run.awaitRunning(2);

            killBoth(system, run);

            run.awaitFinished();
            assertThat(seeds).allMatch(id -> run.last(id).state() == SeedState.SUCCEEDED);
            assertThat(seeds).allMatch(id -> run.last(id).interruptions() == 0);
            run.verify(TAKEOVER.plus(SeedgateSystem.LEASE));
            system.admission().restart();
            assertThat(system.admission().isAlive()).isTrue();
        }
    }

    /** Whichever of the two owns the cluster, one of these kills hits the owner. */
    private static void killBoth(SeedgateSystem system, Run run) {
        int grantsBefore = run.tokens().all().size();
        ServiceProcess first = system.admission();
        first.kill();
        long killed = System.nanoTime();
        run.awaitThat("a grant by the standby", () -> run.tokens().all().size() > grantsBefore);
        Run.say("after the first replica was killed the next grant came within %d ms"
                .formatted(Duration.ofNanos(System.nanoTime() - killed).toMillis()));
        first.restart();
    }
}
