package dev.seedgate.core.decide;

import static dev.seedgate.core.scenario.Scenario.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.event.LedgerEvent.RequestCancelled;
import dev.seedgate.core.event.LedgerEvent.RequestDied;
import dev.seedgate.core.event.LedgerEvent.RequestEligible;
import dev.seedgate.core.scenario.Scenario;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests that nobody wants any more after some time. */
class DeadlineTest {
    private static final Duration LATEST = Duration.ofMinutes(5);
    private static final Scheduling SOON = Scheduling.DEFAULT.withDeadline(Scenario.START.plus(LATEST));

    @Test
    void givesUpWhatHasNotBegun() {
        Scenario scenario = Scenario.budget(8).request("r1", SOON);

        scenario.ticksAfter(LATEST).happened(RequestDied.class);

        assertThat(scenario.ledger().outcome("r1").orElseThrow().state()).isEqualTo(SeedState.DEAD);
        assertThat(scenario.last().events().getFirst().toString())
                .contains("its deadline", "passed before it could start");
    }

    @Test
    void letsFinishWhatHasBegun() {
        Scenario scenario =
                Scenario.budget(8).request("r1", SOON).bid("b1", ADA).admit();

        scenario.renew("main-1", ADA).passes(LATEST);

        scenario.succeeded("main-1");
        assertThat(scenario.ledger().outcome("r1").orElseThrow().state()).isEqualTo(SeedState.SUCCEEDED);
    }

    @Test
    void doesNotTryAgainAfterIt() {
        Scenario scenario =
                Scenario.budget(8).request("r1", SOON).bid("b1", ADA).admit();
        scenario.renew("main-1", ADA).passes(LATEST);

        scenario.failed("main-1");
        scenario.ticksAfter(Duration.ZERO).happened(RequestDied.class);
    }

    @Test
    void stillHeedsTheEarliestStart() {
        Scheduling between = SOON.withNotBefore(Scenario.START.plusSeconds(60));
        Scenario scenario = Scenario.budget(8).request("r1", between);

        scenario.ticksAfter(Duration.ofSeconds(60)).happened(RequestEligible.class);
        scenario.ticksAfter(LATEST).happened(RequestDied.class);
    }

    @Test
    void cancelsThoseThatFollow() {
        Scenario scenario =
                Scenario.budget(8).request("r1", SOON).request("r2", Scheduling.DEFAULT.withAfter(List.of("r1")));

        scenario.ticksAfter(LATEST).happened(RequestDied.class, RequestCancelled.class);

        assertThat(scenario.ledger().outcome("r2").orElseThrow().state()).isEqualTo(SeedState.CANCELLED);
    }
}
