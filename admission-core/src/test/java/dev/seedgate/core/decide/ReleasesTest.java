package dev.seedgate.core.decide;

import static dev.seedgate.core.scenario.Scenario.ADA;
import static dev.seedgate.core.scenario.Scenario.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.Policy;
import dev.seedgate.core.event.LedgerEvent.RequestDied;
import dev.seedgate.core.event.LedgerEvent.RequestRetrying;
import dev.seedgate.core.event.LedgerEvent.RequestReturned;
import dev.seedgate.core.event.LedgerEvent.RequestSucceeded;
import dev.seedgate.core.event.LedgerEvent.ServerObserved;
import dev.seedgate.core.event.LedgerEvent.TokenDrained;
import dev.seedgate.core.event.LedgerEvent.TokenReclaimed;
import dev.seedgate.core.event.LedgerEvent.TokenReleased;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.scenario.Scenario;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.SkipReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReleasesTest {
    private static final Policy POLICY = Policy.DEFAULT;
    private static final SeedOutcome DONE = new SeedOutcome.Succeeded(42, false);

    @Test
    void withProofTheSlotsAreFreeAtOnce() {
        Scenario scenario = Scenario.budget(8)
                .running("r1")
                .succeeded("main-1")
                .happened(TokenReleased.class, RequestSucceeded.class)
                .charged(0);

        assertThat(scenario.event(RequestSucceeded.class).rows()).isEqualTo(42);
        assertThat(scenario.ledger().outcome("r1").orElseThrow().state()).isEqualTo(SeedState.SUCCEEDED);
        assertThat(scenario.ledger().request("r1")).isEmpty();
    }

    @Test
    void withoutProofTheOutcomeCountsButTheSlotsStayCharged() {
        Scenario scenario = Scenario.budget(8)
                .running("r1")
                .release("main-1", ADA, false, DONE)
                .happened(TokenDrained.class, RequestSucceeded.class)
                .repliedNothing()
                .charged(2);

        assertThat(scenario.event(TokenDrained.class).token().terminateAt()).isEqualTo(scenario.now());
        scenario.observedSessionsOf("main-1").charged(2);
        scenario.observedSessionsOf()
                .happened(ServerObserved.class, TokenReclaimed.class)
                .charged(0);
    }

    @Test
    void aRunThatWasSkippedSaysSoAndNothingOfHowLongItsSeedTakes() {
        var skipped = new SeedOutcome.Succeeded(0, false, 0, SkipReason.UNCHANGED);
        Scenario scenario = Scenario.budget(8)
                .running("r1")
                .release("main-1", ADA, true, skipped)
                .charged(0);

        assertThat(scenario.event(RequestSucceeded.class).skipped()).isEqualTo(SkipReason.UNCHANGED);
        assertThat(scenario.event(RequestSucceeded.class).times()).isNull();
    }

    @Test
    void aReleaseMayBeReadBeforeTheClaim() {
        Scenario.budget(8)
                .granted("r1")
                .succeeded("main-1")
                .happened(TokenReleased.class, RequestSucceeded.class)
                .renew("main-1", ADA)
                .rejected(Rejection.UNKNOWN_TOKEN);
    }

    @Test
    void aReleaseThatIsReadTwiceDoesNothingTheSecondTime() {
        Scenario.budget(8).running("r1").succeeded("main-1").succeeded("main-1").rejected(Rejection.UNKNOWN_TOKEN);
    }

    @Test
    void onlyTheHolderReleases() {
        Scenario.budget(8)
                .running("r1")
                .release("main-1", BOB, true, DONE)
                .rejected(Rejection.NOT_THE_HOLDER)
                .charged(2);
    }

    @Test
    void aFailedRunIsTriedAgainAfterABackOffThatDoubles() {
        Scenario scenario = Scenario.budget(8).requestWithAttempts("r1", 100);
        Duration expected = POLICY.firstBackoff();
        for (int run = 1; run <= 10; run++) {
            runOnce(scenario, run).failed("main-" + run).happened(TokenReleased.class, RequestRetrying.class);
            assertThat(scenario.live("r1").failures()).isEqualTo(run);
            assertThat(scenario.live("r1").lastError()).isEqualTo("line 3: no number");
            assertThat(scenario.phase("r1"))
                    .isEqualTo(new Phase.BackingOff(scenario.now().plus(expected)));
            scenario.ticksAfter(expected).observedSessionsOf();
            expected = expected.multipliedBy(2).compareTo(POLICY.maxBackoff()) < 0
                    ? expected.multipliedBy(2)
                    : POLICY.maxBackoff();
        }
    }

    @Test
    void theLastAttemptThatFailsMakesADeadLetter() {
        Scenario scenario = Scenario.budget(8).requestWithAttempts("r1", 2);
        runOnce(scenario, 1).failed("main-1").ticksAfter(POLICY.firstBackoff()).observedSessionsOf();
        runOnce(scenario, 2).failed("main-2").happened(TokenReleased.class, RequestDied.class);

        RequestDied died = scenario.event(RequestDied.class);
        assertThat(died.error()).isEqualTo("line 3: no number");
        assertThat(died.request().failures()).isEqualTo(2);
        assertThat(scenario.ledger().outcome("r1").orElseThrow().state()).isEqualTo(SeedState.DEAD);
    }

    @Test
    void aFailureThatWouldOnlyRepeatItselfIsNotTriedAgain() {
        Scenario.budget(8)
                .running("r1")
                .release("main-1", ADA, true, new SeedOutcome.Failed("line 3: no number", false))
                .happened(TokenReleased.class, RequestDied.class);
    }

    @Test
    void aRunThatIsGivenBackKeepsItsPlaceAndCountsAsNothing() {
        Scenario scenario = Scenario.budget(2).running("r1").request("r2", 2).givenBack("main-1");

        scenario.happened(TokenReleased.class, RequestReturned.class);
        LiveRequest returned = scenario.live("r1");
        assertThat(returned.place().arrival()).isEqualTo(1);
        assertThat(returned.failures()).isZero();
        assertThat(returned.interruptions()).isZero();
        assertThat(returned.lastError()).isEqualTo("shutting down");
        scenario.ticksAfter(POLICY.backoff(1))
                .observedSessionsOf()
                .bid("b2", BOB)
                .admit();
        assertThat(scenario.grants()).containsExactly("r1");
    }

    @Test
    void aRunThatHadBegunComesBackAfterABackOff() {
        Scenario scenario = Scenario.budget(8).running("r1").givenBack("main-1");

        assertThat(scenario.phase("r1"))
                .isEqualTo(new Phase.BackingOff(scenario.now().plus(POLICY.firstBackoff())));
    }

    @Test
    void aGrantThatNobodyWaitedForIsBackInTheQueueAtOnce() {
        Scenario scenario = Scenario.budget(8).granted("r1").givenBack("main-1");

        assertThat(scenario.phase("r1")).isEqualTo(new Phase.Waiting());
        assertThat(scenario.live("r1").interruptions()).isZero();
    }

    @Test
    void aHolderThatHungUntilItsLeaseWasOverInterruptedTheRunEvenIfItGivesItBack() {
        Scenario scenario = Scenario.budget(8)
                .running("r1")
                .ticksAfter(POLICY.lease())
                .givenBack("main-1")
                .happened(TokenReleased.class, RequestReturned.class)
                .charged(0);

        assertThat(scenario.live("r1").interruptions()).isEqualTo(1);
        assertThat(scenario.phase("r1")).isEqualTo(new Phase.Waiting());
    }

    @Test
    void aDrainingTokenIsReleasedByProofLikeAnyOther() {
        Scenario.budget(8)
                .running("r1")
                .ticksAfter(POLICY.lease())
                .succeeded("main-1")
                .happened(TokenReleased.class, RequestSucceeded.class)
                .charged(0);
    }

    @Test
    void aDrainingTokenWithoutProofGoesOnDraining() {
        Scenario scenario = Scenario.budget(8).running("r1").ticksAfter(POLICY.lease());
        Token before = scenario.token("main-1");
        scenario.release("main-1", ADA, false, DONE)
                .happened(RequestSucceeded.class)
                .charged(2);

        assertThat(scenario.token("main-1")).isEqualTo(before);
    }

    @Test
    void aHolderThatAnsweredARevocationCanBeLookedForAtOnce() {
        Scenario scenario = Scenario.budget(8)
                .running("r1")
                .cancel("r1")
                .observedSessionsOf()
                .charged(2)
                .release("main-1", ADA, false, new SeedOutcome.GivenBack("cancelled"));
        Token.Draining told = scenario.event(TokenDrained.class).token();

        assertThat(told.terminateAt()).isEqualTo(scenario.now());
        scenario.observedAsOf(told.sinceRevision() - 1)
                .charged(2)
                .observedAsOf(told.sinceRevision())
                .charged(0);
    }

    private static Scenario runOnce(Scenario scenario, int run) {
        return scenario.bid("bid-" + run, ADA).admit().renew("main-" + run, ADA);
    }
}
