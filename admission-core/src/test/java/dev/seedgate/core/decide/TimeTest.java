package dev.seedgate.core.decide;

import static dev.seedgate.core.scenario.Scenario.ADA;
import static dev.seedgate.core.scenario.Scenario.BID_TTL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedgate.core.Policy;
import dev.seedgate.core.command.Command;
import dev.seedgate.core.event.LedgerEvent.BidClosed;
import dev.seedgate.core.event.LedgerEvent.LedgerResumed;
import dev.seedgate.core.event.LedgerEvent.OutcomeForgotten;
import dev.seedgate.core.event.LedgerEvent.RequestEligible;
import dev.seedgate.core.event.LedgerEvent.TokenDrained;
import dev.seedgate.core.event.LedgerEvent.TokenSuspected;
import dev.seedgate.core.ledger.DrainReason;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.scenario.Scenario;
import dev.seedgate.protocol.Reply;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TimeTest {
    private static final Policy POLICY = Policy.DEFAULT;
    private static final Duration INSTANT = Duration.ofMillis(1);

    @Nested
    class Tick {
        @Test
        void hasNothingToDoBeforeSomethingIsDue() {
            Scenario.budget(8).running("r1").bid("b2", ADA).ticksAfter(INSTANT).nothingHappened();
        }

        @Test
        void takesBackAGrantThatNobodyClaimed() {
            Scenario scenario = Scenario.budget(8)
                    .granted("r1")
                    .ticksAfter(POLICY.claim().minus(INSTANT))
                    .nothingHappened()
                    .ticksAfter(INSTANT)
                    .happened(TokenDrained.class)
                    .replied(new Reply.Revocation("main", ADA, "main-1", "nobody claimed the grant"))
                    .charged(2);

            Token.Draining drained = scenario.event(TokenDrained.class).token();
            assertThat(drained.reason()).isEqualTo(DrainReason.UNCLAIMED);
            assertThat(drained.terminateAt()).isEqualTo(scenario.now());
            assertThat(drained.sinceRevision())
                    .isEqualTo(scenario.ledger().state().revision());
        }

        @Test
        void suspectsAHolderWhoseRenewalIsLateButTakesNothingFromIt() {
            Scenario.budget(8)
                    .running("r1")
                    .ticksAfter(POLICY.suspectAfter().minus(INSTANT))
                    .nothingHappened()
                    .ticksAfter(INSTANT)
                    .happened(TokenSuspected.class)
                    .repliedNothing()
                    .charged(2);
        }

        @Test
        void takesATokenBackWhenItsLeaseIsOver() {
            Scenario.budget(8)
                    .running("r1")
                    .ticksAfter(POLICY.suspectAfter())
                    .ticksAfter(POLICY.lease().minus(POLICY.suspectAfter()))
                    .happened(TokenDrained.class)
                    .replied(new Reply.Revocation("main", ADA, "main-1", "its lease is over"))
                    .charged(2);
        }

        @Test
        void walksEveryStepThatIsDueAfterALongPause() {
            Scenario scenario = Scenario.budget(8)
                    .running("r1")
                    .ticksAfter(Duration.ofHours(1))
                    .happened(TokenSuspected.class, TokenDrained.class);

            assertThat(scenario.event(TokenDrained.class).token().sinceRevision())
                    .isEqualTo(scenario.ledger().state().revision());
            scenario.ticksAfter(INSTANT).nothingHappened();
        }

        @Test
        void putsARequestBackIntoTheQueueWhenItsBackOffIsOver() {
            Scenario scenario = Scenario.budget(8)
                    .running("r1")
                    .failed("main-1")
                    .ticksAfter(POLICY.firstBackoff().minus(INSTANT))
                    .nothingHappened()
                    .ticksAfter(INSTANT)
                    .happened(RequestEligible.class);

            assertThat(scenario.phase("r1")).isEqualTo(new Phase.Waiting());
        }

        @Test
        void closesABidThatWasNotRenewed() {
            Scenario scenario = Scenario.budget(8)
                    .bid("b1", ADA)
                    .passes(BID_TTL.minus(INSTANT))
                    .bid("b1", ADA)
                    .ticksAfter(BID_TTL.minus(INSTANT))
                    .nothingHappened()
                    .ticksAfter(INSTANT)
                    .happened(BidClosed.class);

            assertThat(scenario.ledger().bids()).isEmpty();
        }

        @Test
        void doesOnlySoMuchAtOnce() {
            Scenario scenario = Scenario.unseen();
            for (int i = 0; i < Time.AT_ONCE + 1; i++) {
                scenario.request("r" + i, 1).cancel("r" + i);
            }
            scenario.ticksAfter(POLICY.outcomeWindow());

            assertThat(scenario.last().events()).hasSize(Time.AT_ONCE).hasOnlyElementsOfType(OutcomeForgotten.class);
            assertThat(scenario.ledger().nextDeadline()).contains(scenario.now());
            scenario.ticksAfter(Duration.ZERO).happened(OutcomeForgotten.class);
            assertThat(scenario.ledger().nextDeadline()).isEmpty();
        }

        @Test
        void isAskedForWhenTheNextThingIsDue() {
            Scenario scenario = Scenario.budget(8).granted("r1");
            Instant granted = scenario.now();

            assertThat(scenario.ledger().nextDeadline()).contains(granted.plus(POLICY.claim()));
            scenario.renew("main-1", ADA);
            assertThat(scenario.ledger().nextDeadline()).contains(granted.plus(POLICY.suspectAfter()));
            scenario.ticksAfter(POLICY.suspectAfter());
            assertThat(scenario.ledger().nextDeadline()).contains(granted.plus(POLICY.lease()));
        }
    }

    @Nested
    class Resume {
        @Test
        void addsTheOutageToEveryLease() {
            Scenario scenario = Scenario.budget(8).running("r1");
            Token.Active before = (Token.Active) scenario.token("main-1");
            Duration outage = Duration.ofMinutes(1);
            scenario.rebuilt().resumesAfter(outage).happened(LedgerResumed.class);

            assertThat(scenario.token("main-1"))
                    .isEqualTo(new Token.Active(
                            before.terms().sized(before.terms().size().postponed(outage)),
                            before.suspectAt().plus(outage),
                            before.leaseUntil().plus(outage)));
            scenario.ticksAfter(Duration.ZERO).nothingHappened();
        }

        @Test
        void addsTheOutageToGrantsSuspectsAndBids() {
            Scenario scenario = Scenario.budget(8)
                    .running("r1")
                    .bid("b2", ADA)
                    .ticksAfter(POLICY.suspectAfter())
                    .observedSessionsOf()
                    .request("r2", 2)
                    .admit()
                    .bid("b3", ADA);
            Instant claimBy = ((Token.Granted) scenario.token("main-2")).claimBy();
            Instant leaseUntil = ((Token.Suspect) scenario.token("main-1")).leaseUntil();
            Instant expiresAt = scenario.ledger().bid("b3").orElseThrow().expiresAt();
            Duration outage = Duration.ofMinutes(1);
            scenario.rebuilt().resumesAfter(outage);

            assertThat(((Token.Granted) scenario.token("main-2")).claimBy()).isEqualTo(claimBy.plus(outage));
            assertThat(((Token.Suspect) scenario.token("main-1")).leaseUntil()).isEqualTo(leaseUntil.plus(outage));
            assertThat(scenario.ledger().bid("b3").orElseThrow().expiresAt()).isEqualTo(expiresAt.plus(outage));
        }

        @Test
        void leavesADrainingTokenDraining() {
            Scenario scenario = Scenario.budget(8).running("r1").ticksAfter(POLICY.lease());
            Token draining = scenario.token("main-1");
            scenario.rebuilt().resumesAfter(Duration.ofMinutes(1));

            assertThat(scenario.event(LedgerResumed.class).tokens()).isEmpty();
            assertThat(scenario.token("main-1")).isEqualTo(draining);
        }

        @Test
        void hasNothingToAddWhenNoTimePassed() {
            Scenario.budget(8).running("r1").resumesAfter(Duration.ZERO).nothingHappened();
        }
    }

    @Test
    void neverRunsBackwards() {
        Scenario scenario = Scenario.unseen().passes(Duration.ofSeconds(1)).request("r1", 2);
        Instant earlier = scenario.now().minus(INSTANT);

        assertThatThrownBy(() -> Decider.decide(new Command.Tick(), scenario.ledger(), earlier))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("time must not run backwards in the ledger of main: 2026-01-01T00:00:00.999Z is before"
                        + " 2026-01-01T00:00:01Z");
    }
}
