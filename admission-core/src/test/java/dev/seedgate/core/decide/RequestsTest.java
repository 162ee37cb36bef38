package dev.seedgate.core.decide;

import static dev.seedgate.core.scenario.Scenario.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.Policy;
import dev.seedgate.core.event.LedgerEvent.CancelForgotten;
import dev.seedgate.core.event.LedgerEvent.CancelRemembered;
import dev.seedgate.core.event.LedgerEvent.CancelRequested;
import dev.seedgate.core.event.LedgerEvent.RequestCancelled;
import dev.seedgate.core.event.LedgerEvent.RequestQueued;
import dev.seedgate.core.event.LedgerEvent.TokenDrained;
import dev.seedgate.core.ledger.DrainReason;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.scenario.Scenario;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.SeedState;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RequestsTest {
    @Nested
    class Submit {
        @Test
        void queuesRequestsInTheOrderOfArrival() {
            Scenario scenario = Scenario.unseen()
                    .request("r1", 2)
                    .happened(RequestQueued.class)
                    .request("r2", 2);

            assertThat(scenario.live("r1").place().arrival()).isEqualTo(1);
            assertThat(scenario.live("r2").place().arrival()).isEqualTo(2);
            assertThat(scenario.phase("r1")).isEqualTo(new Phase.Waiting());
            assertThat(scenario.live("r1").queuedAt()).isEqualTo(scenario.now());
        }

        @Test
        void knowsARequestThatWaitsAlready() {
            Scenario.unseen().request("r1", 2).request("r1", 2).rejected(Rejection.DUPLICATE_REQUEST);
        }

        @Test
        void knowsARequestThatRunsAlready() {
            Scenario.budget(8).running("r1").request("r1", 2).rejected(Rejection.DUPLICATE_REQUEST);
        }

        @Test
        void knowsAFinishedRequestUntilItsOutcomeIsForgotten() {
            Duration window = Policy.DEFAULT.outcomeWindow();
            Scenario.budget(8)
                    .running("r1")
                    .succeeded("main-1")
                    .ticksAfter(window.minusMillis(1))
                    .request("r1", 2)
                    .rejected(Rejection.DUPLICATE_REQUEST)
                    .ticksAfter(Duration.ofMillis(1))
                    .request("r1", 2)
                    .happened(RequestQueued.class);
        }

        @Test
        void isFinishedAtOnceWhenItsCancelCameFirst() {
            Scenario scenario = Scenario.budget(8)
                    .cancel("r1")
                    .request("r1", 2)
                    .happened(RequestQueued.class, CancelForgotten.class, RequestCancelled.class);

            assertThat(scenario.ledger().request("r1")).isEmpty();
            assertThat(scenario.ledger().outcome("r1").orElseThrow().state()).isEqualTo(SeedState.CANCELLED);
            scenario.request("r1", 2).rejected(Rejection.DUPLICATE_REQUEST);
            scenario.bid("b1", ADA).admit().nothingHappened();
        }
    }

    @Nested
    class Cancel {
        @Test
        void endsAWaitingRequestAtOnce() {
            Scenario scenario = Scenario.unseen().request("r1", 2).cancel("r1").happened(RequestCancelled.class);

            assertThat(scenario.ledger().request("r1")).isEmpty();
            assertThat(scenario.ledger().outcome("r1").orElseThrow().forgetAt())
                    .isEqualTo(scenario.now().plus(Policy.DEFAULT.outcomeWindow()));
        }

        @Test
        void endsARequestThatBacksOffAtOnce() {
            Scenario.budget(8).running("r1").failed("main-1").cancel("r1").happened(RequestCancelled.class);
        }

        @Test
        void asksTheHolderOfARunningRequestToStopAndGivesItTheGrace() {
            Scenario scenario = Scenario.budget(8)
                    .running("r1")
                    .cancel("r1")
                    .happened(CancelRequested.class, TokenDrained.class)
                    .replied(new Reply.Revocation("main", ADA, "main-1", "its request was cancelled"))
                    .charged(2);

            assertThat(scenario.token("main-1"))
                    .isEqualTo(new Token.Draining(
                            scenario.token("main-1").terms(),
                            DrainReason.CANCELLED,
                            scenario.ledger().state().revision(),
                            scenario.now().plus(Policy.DEFAULT.drainGrace()),
                            scenario.now().plus(Policy.DEFAULT.lease())));
            assertThat(scenario.last().replies().getFirst().partition()).isEqualTo(Scenario.ADAS_PARTITION);
        }

        @Test
        void revokesAGrantThatWasNotClaimedYet() {
            Scenario.budget(8).granted("r1").cancel("r1").happened(CancelRequested.class, TokenDrained.class);
        }

        @Test
        void asksOnlyOnce() {
            Scenario.budget(8)
                    .running("r1")
                    .cancel("r1")
                    .cancel("r1")
                    .nothingHappened()
                    .repliedNothing();
        }

        @Test
        void marksARequestWhoseTokenIsBeingTakenBackForAnotherReason() {
            Scenario scenario = Scenario.budget(8)
                    .running("r1")
                    .ticksAfter(Policy.DEFAULT.lease())
                    .cancel("r1")
                    .happened(CancelRequested.class)
                    .repliedNothing();

            assertThat(scenario.whyDrained("main-1")).isEqualTo("its lease is over");
            scenario.observedSessionsOf();
            assertThat(scenario.ledger().outcome("r1").orElseThrow().state()).isEqualTo(SeedState.CANCELLED);
        }

        @Test
        void doesNotTouchAFinishedRequest() {
            Scenario.budget(8).running("r1").succeeded("main-1").cancel("r1").rejected(Rejection.FINISHED_REQUEST);
        }

        @Test
        void isRememberedForAWhileWhenTheRequestIsUnknown() {
            Scenario.unseen()
                    .cancel("r1")
                    .happened(CancelRemembered.class)
                    .cancel("r1")
                    .nothingHappened()
                    .ticksAfter(Policy.DEFAULT.cancelWindow())
                    .happened(CancelForgotten.class)
                    .request("r1", 2)
                    .happened(RequestQueued.class);
        }

        @Test
        void losesAgainstASuccessThatTheHolderReports() {
            Scenario scenario = Scenario.budget(8).running("r1").cancel("r1").succeeded("main-1");

            assertThat(scenario.ledger().outcome("r1").orElseThrow().state()).isEqualTo(SeedState.SUCCEEDED);
        }

        @Test
        void winsOverARunThatFailedOrWasGivenBack() {
            for (SeedOutcome outcome : new SeedOutcome[] {
                new SeedOutcome.Failed("no", true),
                new SeedOutcome.Failed("no", false),
                new SeedOutcome.GivenBack("told so")
            }) {
                Scenario scenario =
                        Scenario.budget(8).running("r1").cancel("r1").release("main-1", ADA, true, outcome);

                assertThat(scenario.ledger().outcome("r1").orElseThrow().state())
                        .isEqualTo(SeedState.CANCELLED);
                scenario.charged(0);
            }
        }
    }
}
