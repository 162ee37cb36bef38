package dev.seedgate.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.localstack.installation.ServiceProcess;
import dev.seedgate.protocol.SeedState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two replicas of the admission service, and the one that owns the cluster is gone. */
class TakeoverIT {
    private static final int TAKEOVERS = 2;
    /** A session of three seconds on the broker, and the rebuild; the rest is for a loaded machine. */
    private static final Duration TAKEOVER = Duration.ofSeconds(20);

    @Test
    void theStandbyTakesOverAndNothingIsLost() throws Exception {
        SeedgateSystem system = SeedgateSystem.shared();
        try (Run run = system.begin()) {
            List<String> seeds = new ArrayList<>(run.postTally(4, Duration.ofSeconds(2)));
            system.startStandby();

            for (int takeover = 1; takeover <= TAKEOVERS; takeover++) {
                seeds.addAll(run.postTally(12, Duration.ofSeconds(1)));
                run.awaitRunning(2);
                seeds.addAll(killOwner(system, run));
            }

            run.awaitFinished();
            assertThat(seeds).allMatch(id -> run.last(id).state() == SeedState.SUCCEEDED);
            assertThat(seeds)
                    .as("nobody is punished for a takeover")
                    .allMatch(id -> run.last(id).interruptions() == 0);
            run.verify(TAKEOVER.plus(SeedgateSystem.LEASE));
        }
    }

    /** Returns the ids of what was posted after the kill. */
    private static List<String> killOwner(SeedgateSystem system, Run run) {
        run.awaitThat("an owner", () -> system.owner().isPresent());
        ServiceProcess owner = system.owner().orElseThrow();
        owner.kill();
        Instant killedAt = Instant.now();
        // On a slow machine all others may have their tokens already.
        List<String> waiting = run.postTally(1, Duration.ZERO);

        run.awaitThat(
                "a grant by the other replica",
                () -> firstGrantAfter(killedAt, run).isPresent());

        Duration gap = Duration.between(killedAt, firstGrantAfter(killedAt, run).orElseThrow());
        Run.say("%s owned the cluster and was killed; the next grant came %d ms later; bound %s"
                .formatted(owner.name(), gap.toMillis(), TAKEOVER));
        assertThat(gap).isLessThan(TAKEOVER);
        owner.restart();
        return waiting;
    }

    private static Optional<Instant> firstGrantAfter(Instant moment, Run run) {
        return run.tokens().all().stream()
                .map(life -> life.grantedAt())
                .filter(grantedAt -> grantedAt.isAfter(moment))
                .findFirst();
    }
}
