package dev.seedgate.core.decide;

import static dev.seedgate.core.scenario.Scenario.ADA;
import static dev.seedgate.core.scenario.Scenario.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.command.Command;
import dev.seedgate.core.scenario.Scenario;
import dev.seedgate.protocol.Scheduling;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests that only some workers can run. */
class LabelsTest {
    private static final List<String> BIG_DISK = List.of("big-disk");
    private static final Scheduling ON_BIG_DISK = Scheduling.DEFAULT.withLabels(BIG_DISK);

    @Test
    void waitsForAWorkerThatHasThem() {
        Scenario scenario = Scenario.budget(8).request("r1", ON_BIG_DISK).bid("b1", ADA);

        scenario.admit().nothingHappened();
        scenario.bid("b2", BOB, 100, List.of("big-disk", "gpu")).admit();

        assertThat(scenario.token("main-1").terms().holder()).isEqualTo(BOB);
    }

    @Test
    void keepsNobodyWaitingWhoDoesNotNeedThem() {
        Scenario scenario = Scenario.budget(8).request("r1", ON_BIG_DISK).request("r2", 2);

        scenario.bid("b1", ADA).admit();

        assertThat(scenario.live("r2").isRunning()).isTrue();
        assertThat(scenario.live("r1").isWaiting()).isTrue();
    }

    @Test
    void takesThePlainestWorkerAlthoughAnotherHasWaitedLonger() {
        Scenario scenario = Scenario.budget(8).bid("b1", BOB, 100, BIG_DISK).bid("b2", ADA);

        scenario.request("r1", 2).request("r2", ON_BIG_DISK).admit();

        assertThat(scenario.token("main-1").terms().holder()).isEqualTo(ADA);
        assertThat(scenario.token("main-2").terms().holder()).isEqualTo(BOB);
    }

    @Test
    void keepsTheBidForTheFirstInLineWhileOthersOvertake() {
        Scenario scenario = Scenario.budget(4).running("r0");
        scenario.request("r1", 4).bid("b1", BOB, 100, BIG_DISK);
        scenario.run(new Command.Submit(Scenario.seedRequest("r2", "new", 2, 1, ON_BIG_DISK)));

        scenario.admit();

        assertThat(scenario.live("r2").isWaiting()).isTrue();
    }
}
