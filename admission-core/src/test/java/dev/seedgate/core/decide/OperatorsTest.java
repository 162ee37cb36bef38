package dev.seedgate.core.decide;

import static dev.seedgate.core.scenario.Scenario.ADA;
import static dev.seedgate.core.scenario.Scenario.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.Policy;
import dev.seedgate.core.event.LedgerEvent.ClusterHeld;
import dev.seedgate.core.event.LedgerEvent.ClusterResumed;
import dev.seedgate.core.event.LedgerEvent.HoldRequested;
import dev.seedgate.core.event.LedgerEvent.RequestCancelled;
import dev.seedgate.core.event.LedgerEvent.RequestHeld;
import dev.seedgate.core.event.LedgerEvent.RequestResumed;
import dev.seedgate.core.event.LedgerEvent.RequestReturned;
import dev.seedgate.core.event.LedgerEvent.RequestSucceeded;
import dev.seedgate.core.event.LedgerEvent.SeedsKilled;
import dev.seedgate.core.event.LedgerEvent.ServerObserved;
import dev.seedgate.core.event.LedgerEvent.TokenDrained;
import dev.seedgate.core.event.LedgerEvent.TokenReclaimed;
import dev.seedgate.core.event.LedgerEvent.TokenReleased;
import dev.seedgate.core.ledger.DrainReason;
import dev.seedgate.core.ledger.Hold;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.scenario.Scenario;
import dev.seedgate.protocol.SeedOutcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OperatorsTest {
    private static final Policy POLICY = Policy.DEFAULT;

    @Nested
    class HoldingAndResuming {
        @Test
        void nothingIsGrantedWhileTheClusterIsHeldAndWhatRunsGoesOn() {
            Scenario scenario = Scenario.budget(8)
                    .running("r1")
                    .hold("eve", "a migration")
                    .happened(ClusterHeld.class)
                    .request("r2", 2)
                    .bid("b2", BOB)
                    .admit()
                    .nothingHappened();

            assertThat(scenario.ledger().state().hold()).isEqualTo(new Hold("eve", "a migration", scenario.now()));
            scenario.succeeded("main-1").happened(TokenReleased.class, RequestSucceeded.class);
        }

        @Test
        void resumingLetsTheGrantingGoOn() {
            Scenario scenario = Scenario.budget(8)
                    .request("r1", 2)
                    .bid("b1", ADA)
                    .hold("eve", "")
                    .resume("eve")
                    .happened(ClusterResumed.class)
                    .admit();

            assertThat(scenario.ledger().state().hold()).isNull();
            assertThat(scenario.phase("r1")).isInstanceOf(Phase.Running.class);
        }

        @Test
        void whoHeldItFirstStaysTheOneToAsk() {
            Scenario scenario = Scenario.budget(8)
                    .hold("eve", "mine")
                    .hold("mallory", "mine, too")
                    .rejected(Rejection.HELD_ALREADY);

            assertThat(scenario.ledger().state().hold()).extracting(Hold::by).isEqualTo("eve");
        }

        @Test
        void anActThatIsReadAgainDoesNothing() {
            Scenario scenario = Scenario.budget(8)
                    .hold("first", "eve", "")
                    .resume("eve")
                    .hold("first", "eve", "")
                    .rejected(Rejection.REPEATED_ACT);

            assertThat(scenario.ledger().state().hold()).isNull();
        }
    }

    @Nested
    class Killing {
        @Test
        void takesTheTokensBackWithoutGraceAndHoldsTheirRequests() {
            Scenario scenario = Scenario.budget(8)
                    .running("r1")
                    .kill("eve")
                    .happened(SeedsKilled.class, HoldRequested.class, TokenDrained.class);

            Token.Draining drained = scenario.event(TokenDrained.class).token();
            assertThat(drained.reason()).isEqualTo(DrainReason.KILLED);
            assertThat(drained.terminateAt()).isEqualTo(scenario.now());
            assertThat(scenario.event(SeedsKilled.class).tokens()).containsExactly("main-1");
            scenario.givenBack("main-1").happened(TokenReleased.class, RequestHeld.class);
            assertThat(scenario.live("r1").failures()).isZero();
            assertThat(scenario.live("r1").interruptions()).isZero();
        }

        @Test
        void whatItStoppedIsNotRestartedBeforeSomebodyResumes() {
            Scenario scenario = Scenario.budget(8)
                    .running("r1")
                    .kill("eve")
                    .givenBack("main-1")
                    .bid("b2", BOB)
                    .admit()
                    .nothingHappened()
                    .resume("eve")
                    .happened(ClusterResumed.class, RequestResumed.class)
                    .admit();

            assertThat(scenario.phase("r1")).isInstanceOf(Phase.Running.class);
        }

        /** Found by the simulator: the resume was read before the run had stopped, and nobody resumed it afterwards. */
        @Test
        void whatStopsAfterTheClusterWasResumedGoesBackIntoTheQueue() {
            Scenario scenario = Scenario.budget(8)
                    .running("r1")
                    .kill("eve")
                    .resume("eve")
                    .happened(ClusterResumed.class, RequestResumed.class)
                    .givenBack("main-1")
                    .happened(TokenReleased.class, RequestReturned.class);

            assertThat(scenario.phase("r1")).isEqualTo(new Phase.Waiting());
            assertThat(scenario.live("r1").interruptions()).isZero();
        }

        @Test
        void aFailureThatComesOfItCountsAsNone() {
            Scenario scenario = Scenario.budget(8)
                    .running("r1")
                    .kill("eve")
                    .failed("main-1")
                    .happened(TokenReleased.class, RequestHeld.class);

            assertThat(scenario.live("r1").failures()).isZero();
        }

        @Test
        void whatSucceededAllTheSameSucceeded() {
            Scenario.budget(8)
                    .running("r1")
                    .kill("eve")
                    .succeeded("main-1")
                    .happened(TokenReleased.class, RequestSucceeded.class);
        }

        @Test
        void doesNotTouchWhatIsGrantedAfterIt() {
            Scenario scenario = Scenario.budget(8)
                    .running("r1")
                    .kill("eve")
                    .request("r2", 2)
                    .bid("b2", BOB)
                    .admit();

            assertThat(scenario.token("main-2")).isInstanceOf(Token.Granted.class);
        }

        @Test
        void stopsTheGrantingAsWellWhereThatIsAskedFor() {
            Scenario.budget(8)
                    .running("r1")
                    .killAndHold("eve")
                    .happened(ClusterHeld.class, SeedsKilled.class, HoldRequested.class, TokenDrained.class)
                    .request("r2", 2)
                    .bid("b2", BOB)
                    .admit()
                    .nothingHappened();
        }

        @Test
        void endsOnlyTheTokensThatAreNamed() {
            Scenario scenario = Scenario.budget(8).running("r1").running("r2").kill("eve", "main-2");

            assertThat(scenario.token("main-1")).isInstanceOf(Token.Active.class);
            assertThat(scenario.token("main-2")).isInstanceOf(Token.Draining.class);
        }

        @Test
        void aTokenThatWasGivenBackMeanwhileIsPassedOver() {
            Scenario scenario =
                    Scenario.budget(8).running("r1").kill("eve", "main-7").happened(SeedsKilled.class);

            assertThat(scenario.event(SeedsKilled.class).tokens()).isEmpty();
        }

        @Test
        void cutsTheGraceOfATokenThatIsBeingTakenBackAlready() {
            Scenario scenario = Scenario.budget(8).running("r1").cancel("r1").kill("eve");

            assertThat(scenario.event(TokenDrained.class).token().terminateAt()).isEqualTo(scenario.now());
            assertThat(scenario.event(TokenDrained.class).token().reason()).isEqualTo(DrainReason.CANCELLED);
            scenario.givenBack("main-1").happened(TokenReleased.class, RequestCancelled.class);
        }

        @Test
        void aHeldRequestCanBeCancelled() {
            Scenario.budget(8)
                    .running("r1")
                    .kill("eve")
                    .givenBack("main-1")
                    .cancel("r1")
                    .happened(RequestCancelled.class);
        }

        @Test
        void aHolderThatHangsIsHeldOnceItsSessionsAreGone() {
            Scenario.budget(8)
                    .running("r1")
                    .kill("eve")
                    .ticksAfter(POLICY.lease())
                    .happened(TokenDrained.class)
                    .observedSessionsOf()
                    .happened(ServerObserved.class, TokenReclaimed.class, RequestHeld.class)
                    .charged(0);
        }
    }

    @Test
    void whatWasHeldIsFoundAfterARestart() {
        Scenario scenario = Scenario.budget(8)
                .running("r1")
                .kill("eve")
                .release("main-1", ADA, true, new SeedOutcome.GivenBack("stopped"))
                .rebuilt()
                .resume("eve")
                .happened(ClusterResumed.class, RequestResumed.class);

        assertThat(scenario.phase("r1")).isEqualTo(new Phase.Waiting());
    }
}
