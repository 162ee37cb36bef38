package dev.seedgate.core.decide;

import static dev.seedgate.core.scenario.Scenario.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.ledger.Outcome;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.scenario.Scenario;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HoldersTest {
    private static final WorkerId EVE = new WorkerId("eve@desk", "s3cret");
    private static final WorkerId OTHER = new WorkerId("eve@desk", "other");

    @Test
    void getsItsTokenWithoutAnyWorkerAndIsToldNothing() {
        Scenario scenario = Scenario.budget(4).awaits("h", EVE, 2);

        scenario.admit();

        assertThat(scenario.token("main-1")).isInstanceOf(Token.Granted.class);
        assertThat(scenario.token("main-1").terms().holder()).isEqualTo(EVE);
        assertThat(scenario.last().replies()).isEmpty();
        assertThat(scenario.ledger().bids()).isEmpty();
    }

    @Test
    void waitsInLineLikeAnybodyElse() {
        Scenario scenario = Scenario.budget(2).request("r", 2).bid("b", ADA).awaits("h", EVE, 2);

        scenario.admit();

        assertThat(scenario.phase("r")).isInstanceOf(Phase.Running.class);
        assertThat(scenario.phase("h")).isInstanceOf(Phase.Waiting.class);
    }

    @Test
    void doesNotTakeTheBidOfAWorker() {
        Scenario scenario =
                Scenario.budget(4).awaits("h", EVE, 2).request("r", 2).bid("b", ADA);

        scenario.admit();

        assertThat(scenario.phase("h")).isInstanceOf(Phase.Running.class);
        assertThat(scenario.phase("r")).isInstanceOf(Phase.Running.class);
    }

    @Test
    void aWorkerNeverRunsWhatAHolderWaitsFor() {
        Scenario scenario =
                Scenario.budget(4).awaits("h", EVE, 2).withdraw("h", EVE).bid("b", ADA);

        scenario.admit();

        assertThat(scenario.ledger().tokens()).isEmpty();
        assertThat(scenario.ledger().bids()).hasSize(1);
    }

    @Test
    void whoWithdrawsOrFallsSilentLosesTheirPlace() {
        Scenario withdrawn = Scenario.budget(1).awaits("h", EVE, 2).withdraw("h", EVE);
        Scenario silent = Scenario.budget(1).awaits("h", EVE, 2).ticksAfter(Scenario.BID_TTL);

        for (Scenario scenario : new Scenario[] {withdrawn, silent}) {
            assertThat(scenario.ledger().request("h")).isEmpty();
            assertThat(scenario.ledger().bids()).isEmpty();
            assertThat(scenario.ledger().outcome("h").map(Outcome::state)).contains(SeedState.CANCELLED);
        }
    }

    /** So whoever withdraws has to look whether there is a token after all: its slots are nobody else's until its claim time is over. */
    @Test
    void aWithdrawalThatTheGrantWasAheadOfLeavesTheToken() {
        Scenario scenario = Scenario.budget(2).awaits("h", EVE, 2).admit().withdraw("h", EVE);

        assertThat(scenario.last().rejection()).isEqualTo(Rejection.UNKNOWN_BID);
        assertThat(scenario.token("main-1")).isInstanceOf(Token.Granted.class);

        scenario.release("main-1", EVE, true, new SeedOutcome.GivenBack("whoever asked for it has gone"));

        assertThat(scenario.ledger().tokens()).isEmpty();
    }

    @Test
    void whoSaysItAgainKeepsTheirPlace() {
        Scenario scenario = Scenario.budget(1).awaits("h", EVE, 2).passes(Duration.ofSeconds(15));

        scenario.awaits("h", EVE, 2).ticksAfter(Duration.ofSeconds(15));

        assertThat(scenario.phase("h")).isInstanceOf(Phase.Waiting.class);
        assertThat(scenario.ledger().bids()).hasSize(1);
    }

    @Test
    void nobodyElseTakesTheirPlace() {
        Scenario scenario = Scenario.budget(1).awaits("h", EVE, 2).awaits("h", OTHER, 2);

        assertThat(scenario.last().rejection()).isEqualTo(Rejection.NOT_THE_HOLDER);
        assertThat(scenario.withdraw("h", OTHER).last().rejection()).isEqualTo(Rejection.UNKNOWN_BID);
    }

    @Test
    void whatComesAgainAfterTheEndChangesNothing() {
        Scenario scenario =
                Scenario.budget(4).awaits("h", EVE, 2).withdraw("h", EVE).awaits("h", EVE, 2);

        assertThat(scenario.last().rejection()).isEqualTo(Rejection.FINISHED_REQUEST);
        assertThat(scenario.ledger().bids()).isEmpty();
    }

    @Test
    void aCancelEndsTheWaiting() {
        Scenario scenario = Scenario.budget(1).awaits("h", EVE, 2).cancel("h");

        assertThat(scenario.ledger().request("h")).isEmpty();
        assertThat(scenario.ledger().bids()).isEmpty();
    }

    @Test
    void aCancelThatCameBeforeIsObeyed() {
        Scenario scenario = Scenario.budget(4).cancel("h").awaits("h", EVE, 2).admit();

        assertThat(scenario.ledger().tokens()).isEmpty();
        assertThat(scenario.ledger().bids()).isEmpty();
        assertThat(scenario.ledger().outcome("h").map(Outcome::state)).contains(SeedState.CANCELLED);
    }

    @Test
    void aTokenGivenBackIsTheEndOfItsRequest() {
        Scenario scenario = Scenario.budget(4).holds("h", EVE, 2);

        scenario.release("main-1", EVE, true, new SeedOutcome.Succeeded(0, false));

        assertThat(scenario.ledger().tokens()).isEmpty();
        assertThat(scenario.ledger().outcome("h").map(Outcome::state)).contains(SeedState.SUCCEEDED);
    }

    @Test
    void aTokenThatIsLostIsNotGrantedAgain() {
        Scenario scenario = Scenario.budget(4).holds("h", EVE, 2).ticksAfter(Duration.ofSeconds(15));
        assertThat(scenario.token("main-1")).isInstanceOf(Token.Draining.class);

        scenario.observedSessionsOf().admit();

        assertThat(scenario.ledger().tokens()).isEmpty();
        assertThat(scenario.ledger().request("h")).isEmpty();
        assertThat(scenario.ledger().outcome("h").map(Outcome::state)).contains(SeedState.CANCELLED);
    }

    @Test
    void aTokenThatNobodyClaimsIsNotGrantedAgain() {
        Scenario scenario = Scenario.budget(4).awaits("h", EVE, 2).admit().ticksAfter(Duration.ofSeconds(5));

        scenario.observedSessionsOf().admit();

        assertThat(scenario.ledger().tokens()).isEmpty();
        assertThat(scenario.ledger().outcome("h").map(Outcome::state)).contains(SeedState.CANCELLED);
    }

    @Test
    void whatAnOperatorKillsIsNotKeptForLater() {
        Scenario scenario = Scenario.budget(4).holds("h", EVE, 2).kill("ada");

        scenario.release("main-1", EVE, true, new SeedOutcome.GivenBack("revoked"));

        assertThat(scenario.ledger().heldRequests()).isEmpty();
        assertThat(scenario.ledger().outcome("h").map(Outcome::state)).contains(SeedState.CANCELLED);
    }

    @Test
    void aWorkerOfTheSameNameDoesNotEndIt() {
        WorkerId worker = new WorkerId(EVE.name(), "life-1");
        WorkerId next = new WorkerId(EVE.name(), "life-2");
        Scenario scenario =
                Scenario.budget(4).holds("h", EVE, 2).announce(worker).announce(next);

        assertThat(scenario.token("main-1")).isInstanceOf(Token.Active.class);
    }

    @Test
    void keepsTheRoomOfWhoeverIsNextInLine() {
        Scenario scenario =
                Scenario.budget(4).holds("h", EVE, 3).awaits("next", EVE, 4).awaits("small", EVE, 1);

        scenario.admit();

        assertThat(scenario.phase("next")).isInstanceOf(Phase.Waiting.class);
        assertThat(scenario.phase("small")).isInstanceOf(Phase.Waiting.class);
    }

    @Test
    void getsMoreWhileNobodyWaits() {
        Scenario scenario = Scenario.budget(6).awaits("h", EVE, 2, 4).admit().renew("main-1", EVE);

        scenario.passes(Duration.ofSeconds(3)).observedSessionsOf("main-1").admit();

        assertThat(scenario.last().events()).anyMatch(LedgerEvent.TokenGrown.class::isInstance);
        assertThat(scenario.token("main-1").terms().connections()).isEqualTo(4);
    }
}
