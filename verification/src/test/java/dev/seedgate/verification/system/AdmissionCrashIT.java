package dev.seedgate.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.protocol.SeedState;
import dev.seedgate.verification.checker.TokenLives.Life;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The only admission service is gone for a while. */
class AdmissionCrashIT {
    private static final int CRASHES = 2;
    /** While nobody decides, nothing is reclaimed. */
    private static final Duration RESTART = Duration.ofSeconds(90);

    @Test
    void nothingIsLostOrGrantedTwiceAndNobodyIsPunishedForTheOutage() throws Exception {
        SeedgateSystem system = SeedgateSystem.shared();
        try (Run run = system.begin()) {
            List<String> seeds = new ArrayList<>(run.postExamples(List.of("keystone", "wheelpros", "large-inventory")));

            for (int crash = 1; crash <= CRASHES; crash++) {
                seeds.addAll(run.postTally(8, Duration.ofSeconds(2)));
                run.awaitRunning(2);
                system.admission().kill();
                long killed = System.nanoTime();
                system.admission().restart();
                Run.say("crash %d of the admission service: ready again after %d ms"
                        .formatted(
                                crash,
                                Duration.ofNanos(System.nanoTime() - killed).toMillis()));
            }

            run.awaitFinished();
            assertThat(seeds).allMatch(id -> run.last(id).state() == SeedState.SUCCEEDED);
            assertThat(run.tokens().all())
                    .as("no lease ran out because nobody read the renewals")
                    .noneMatch(Life::wasTakenBack);
            assertThat(seeds)
                    .as("no run is interrupted by our outage")
                    .allMatch(id -> run.last(id).interruptions() == 0);
            run.verify(RESTART);
        }
    }
}
