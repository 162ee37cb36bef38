package dev.seedgate.verification.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.verification.checker.Verdict;
import dev.seedgate.verification.fault.FakeClock;
import dev.seedgate.verification.system.Run;
import dev.seedgate.verification.system.SeedgateSystem;
import dev.seedgate.verification.system.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Everything at once, with every promise's checker watching. {@code -Dminutes=…} says for how long, {@code -Dseed=…} repeats the
 * faults of a run, as nearly as processes allow. {@code -Dkeep=true} keeps data and logs of a run that went well; those of one that
 * did not stay anyway.
 */
@Tag("storm") // has the machine for itself: see verification/pom.xml
class ChaosIT {
    private static final int DEFAULT_MINUTES = 2;
    /** Every build has the same storm: what fails then is the change. Long runs are given seeds of their own. */
    private static final long DEFAULT_SEED = 4711;

    @Test
    void everyPromiseIsKeptWhateverBreaks() throws Exception {
        long seed = Long.getLong("seed", DEFAULT_SEED);
        Duration time = Duration.ofMinutes(Integer.getInteger("minutes", DEFAULT_MINUTES));
        String again =
                "./mvnw -pl verification -am -Pchaos verify -Dminutes=%d -Dseed=%d".formatted(time.toMinutes(), seed);
        Path results = Shop.root().resolve("verification").resolve("target").resolve("chaos");
        Path logs = results.resolve("run-" + seed);
        remove(logs);
        SeedgateSystem.endShared();
        announce(time, again);
        String context = "seed %d; to repeat it: %s; logs and topics stay in %s".formatted(seed, again, logs);

        ChaosRun.Outcome outcome;
        try (ChaosRun chaos = ChaosRun.start(seed, logs)) {
            outcome = chaos.rage(time);
        } catch (Exception | AssertionError e) {
            throw new AssertionError(
                    "The run did not come to its end: %s; %s%s"
                            .formatted(e.getMessage(), context, brokersOwnFault(logs)),
                    e);
        }

        report(outcome, results);
        assertThat(outcome.verdicts().stream().filter(each -> !each.kept()).toList())
                .as("broken promises; " + context)
                .isEmpty();
        assertThat(outcome.table().wrong())
                .as("what must be zero and is not; " + context)
                .isEmpty();
        if (!Boolean.getBoolean("keep")) {
            remove(logs);
        }
    }

    /** A broker that cannot read its own group state any more decides nothing about the product, and nothing works after it. */
    private static String brokersOwnFault(Path logs) throws IOException {
        try (Stream<String> lines = Files.lines(logs.resolve("kafka").resolve("broker.log"))) {
            return lines.filter(line -> line.contains("Failed to load metadata from __consumer_offsets"))
                    .filter(line -> line.contains("Replaying record"))
                    .findFirst()
                    .map(line -> "; the broker itself is broken: " + line)
                    .orElse("");
        }
    }

    private static void announce(Duration time, String again) {
        Run.say("chaos for %s; to repeat it: %s".formatted(time, again));
        if (!FakeClock.isPossible()) {
            Run.say(
                    "LEFT OUT: clocks that jump, because libfaketime is not installed (Debian: apt install libfaketime)");
        }
    }

    private static void report(ChaosRun.Outcome outcome, Path results) throws IOException {
        outcome.verdicts().stream().map(Verdict::toString).forEach(Run::say);
        outcome.table().writeTo(results);
        Run.say("chaos did and found, also in " + results + ":\n"
                + outcome.table().markdown());
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }
}
