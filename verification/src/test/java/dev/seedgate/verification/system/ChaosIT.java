package dev.seedgate.verification.system;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Everything at once. {@code -Dchaos.seed=…} repeats the faults of a run, as nearly as processes allow; {@code -Dchaos.seconds=…}
 * lets it go on for longer.
 */
class ChaosIT {
    private static final int DEFAULT_SECONDS = 60;
    /** Faults overlap: a token can be taken back while the broker, the service and PostgreSQL are away one after the other. */
    private static final Duration SLOTS_BACK = Duration.ofMinutes(2);

    @Test
    void everyPromiseIsKeptWhateverBreaks() throws Exception {
        long seed = Long.getLong("chaos.seed", new Random().nextInt(1_000_000));
        Duration time = Duration.ofSeconds(Integer.getInteger("chaos.seconds", DEFAULT_SECONDS));
        SeedgateSystem system = SeedgateSystem.shared();
        try (Run run = system.beginWithServerOutages()) {
            Run.say("chaos for %s; to repeat it: -Dchaos.seed=%d -Dchaos.seconds=%d"
                    .formatted(time, seed, time.toSeconds()));

            Run.say("chaos did " + new Chaos(system, run, seed).rage(time));

            run.verify(SLOTS_BACK);
        }
    }
}
