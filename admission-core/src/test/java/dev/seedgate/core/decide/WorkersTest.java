package dev.seedgate.core.decide;

import static dev.seedgate.core.scenario.Scenario.ADA;
import static dev.seedgate.core.scenario.Scenario.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.Policy;
import dev.seedgate.core.command.Command;
import dev.seedgate.core.event.LedgerEvent.LeaseRenewed;
import dev.seedgate.core.event.LedgerEvent.TokenDrained;
import dev.seedgate.core.event.LedgerEvent.WorkerForgotten;
import dev.seedgate.core.event.LedgerEvent.WorkerSeen;
import dev.seedgate.core.event.LedgerEvent.WorkerSuperseded;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.ledger.Worker;
import dev.seedgate.core.scenario.Scenario;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private static final WorkerId ADA_AGAIN = new WorkerId("ada", "2");
    private static final Duration WINDOW = Policy.DEFAULT.workerWindow();

    @Test
    void aFirstPresenceMakesAWorkerKnown() {
        Scenario scenario = Scenario.unseen().announce(ADA).happened(WorkerSeen.class);

        assertThat(scenario.ledger().worker("ada")).contains(Worker.first(ADA, scenario.now()));
    }

    @Test
    void aSignOfLifeIsWrittenOnlyOnceInAWhile() {
        Scenario.unseen()
                .announce(ADA)
                .passes(WINDOW.dividedBy(4).minusMillis(1))
                .announce(ADA)
                .nothingHappened()
                .passes(Duration.ofMillis(1))
                .announce(ADA)
                .happened(WorkerSeen.class);
    }

    @Test
    void aNewProcessHasTheOldOnesTokensTakenBackAtOnce() {
        Scenario scenario = Scenario.budget(8)
                .running("r1")
                .announce(ADA_AGAIN)
                .happened(WorkerSuperseded.class, TokenDrained.class)
                .replied(new Reply.Revocation("main", ADA, "main-1", "its worker started anew"))
                .charged(2);

        assertThat(scenario.event(TokenDrained.class).token().terminateAt()).isEqualTo(scenario.now());
        assertThat(scenario.event(TokenDrained.class).token().holderUntil()).isNull();
    }

    @Test
    void otherWorkersTokensStay() {
        Scenario scenario = Scenario.budget(8).running("r1").announce(BOB).announce(new WorkerId("bob", "2"));

        scenario.happened(WorkerSuperseded.class);
        assertThat(scenario.whyDrained("main-1")).isNull();
    }

    @Test
    void aTokenThatIsDrainingAlreadyIsLeftAsItIs() {
        Scenario.budget(8)
                .running("r1")
                .ticksAfter(Policy.DEFAULT.lease())
                .announce(ADA_AGAIN)
                .happened(WorkerSuperseded.class);
    }

    @Test
    void aGrantThatTheOldProcessNeverClaimedCountsAsUnclaimed() {
        Scenario scenario = Scenario.budget(8).granted("r1").announce(ADA_AGAIN);

        assertThat(scenario.whyDrained("main-1")).isEqualTo("nobody claimed the grant");
        scenario.observedSessionsOf();
        assertThat(scenario.live("r1").interruptions()).isZero();
        assertThat(scenario.phase("r1")).isEqualTo(new Phase.Waiting());
    }

    @Test
    void aSupersededProcessStaysSuperseded() {
        Scenario.unseen()
                .announce(ADA)
                .announce(ADA_AGAIN)
                .announce(ADA)
                .rejected(Rejection.SUPERSEDED_WORKER)
                .announce(ADA_AGAIN)
                .nothingHappened();
    }

    @Test
    void whatASupersededHolderSaysLastStillCounts() {
        Scenario scenario = Scenario.budget(8)
                .running("r1")
                .announce(ADA_AGAIN)
                .release("main-1", ADA, true, new SeedOutcome.Succeeded(1, false))
                .charged(0);

        assertThat(scenario.ledger().outcome("r1").orElseThrow().state()).isEqualTo(SeedState.SUCCEEDED);
    }

    @Test
    void aSilentWorkerThatHoldsNothingIsForgotten() {
        Scenario.unseen()
                .announce(ADA)
                .ticksAfter(WINDOW.minusMillis(1))
                .nothingHappened()
                .ticksAfter(Duration.ofMillis(1))
                .happened(WorkerForgotten.class)
                .ticksAfter(WINDOW)
                .nothingHappened();
    }

    @Test
    void aWorkerThatHoldsATokenIsNotForgotten() {
        Scenario scenario = Scenario.budget(8).running("r1");
        for (Duration passed = Duration.ZERO; passed.compareTo(WINDOW) < 0; passed = passed.plusSeconds(5)) {
            scenario.ticksAfter(Duration.ofSeconds(5)).renew("main-1", ADA);
            assertThat(scenario.last().events()).hasAtLeastOneElementOfType(LeaseRenewed.class);
        }
        scenario.succeeded("main-1").run(new Command.Tick()).nothingHappened();

        assertThat(scenario.ledger().worker("ada")).isPresent();
    }

    @Test
    void onlySoManyEarlierProcessesAreRemembered() {
        Scenario scenario = Scenario.unseen();
        for (int life = 0; life < Worker.REMEMBERED + 5; life++) {
            scenario.announce(new WorkerId("ada", "life-" + life));
        }

        assertThat(scenario.ledger().worker("ada").orElseThrow().superseded())
                .hasSize(Worker.REMEMBERED)
                .startsWith("life-" + (Worker.REMEMBERED + 3));
    }
}
