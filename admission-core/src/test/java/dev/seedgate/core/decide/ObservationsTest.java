package dev.seedgate.core.decide;

import static dev.seedgate.core.scenario.Scenario.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.Policy;
import dev.seedgate.core.Reservations;
import dev.seedgate.core.Reservations.Reservation;
import dev.seedgate.core.event.LedgerEvent.DatabaseUnreachable;
import dev.seedgate.core.event.LedgerEvent.RequestCancelled;
import dev.seedgate.core.event.LedgerEvent.RequestDied;
import dev.seedgate.core.event.LedgerEvent.RequestReturned;
import dev.seedgate.core.event.LedgerEvent.ServerObserved;
import dev.seedgate.core.event.LedgerEvent.TokenDrained;
import dev.seedgate.core.event.LedgerEvent.TokenReclaimed;
import dev.seedgate.core.ledger.Budget.ClassUse;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.scenario.Scenario;
import dev.seedgate.protocol.BudgetFigures;
import dev.seedgate.protocol.ClusterObservation.ClassSessions;
import dev.seedgate.protocol.SeedOutcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ObservationsTest {
    private static final Policy POLICY = Policy.DEFAULT;

    @Nested
    class OfTheBudget {
        private final Reservations shop = new Reservations(
                List.of(
                        new Reservation("api", 2),
                        new Reservation("studio", 2),
                        new Reservation("background", 8),
                        new Reservation("agent", 1)),
                1);

        @Test
        void isWhatTheServerHasLessWhatIsKeptForTheOthers() {
            Scenario scenario = Scenario.with(POLICY, shop)
                    .observed(0, 25, List.of(), 0, List.of())
                    .happened(ServerObserved.class);

            assertThat(scenario.ledger().figures()).isEqualTo(new BudgetFigures(8, 0, 8));
            assertThat(scenario.event(ServerObserved.class).server().budget().classes())
                    .containsExactly(
                            new ClassUse("api", 2, 0),
                            new ClassUse("studio", 2, 0),
                            new ClassUse("background", 8, 0),
                            new ClassUse("agent", 1, 0));
        }

        @Test
        void shrinksByWhatAClassHasAboveItsReservationAndByWhomNobodyKnows() {
            Scenario scenario = Scenario.with(POLICY, shop)
                    .observed(
                            0, 25, List.of(new ClassSessions("studio", 5), new ClassSessions("api", 1)), 2, List.of());

            assertThat(scenario.ledger().figures().budget()).isEqualTo(8 - 3 - 2);
        }

        @Test
        void countsAClassWithoutAReservationInFull() {
            Scenario scenario = Scenario.with(POLICY, shop)
                    .observed(0, 25, List.of(new ClassSessions("metabase", 3)), 0, List.of());

            assertThat(scenario.event(ServerObserved.class).server().budget().classes())
                    .endsWith(new ClassUse("metabase", 0, 3));
            assertThat(scenario.ledger().figures().budget()).isEqualTo(8 - 3);
        }

        @Test
        void mayFallBelowZero() {
            Scenario scenario = Scenario.with(POLICY, shop).observed(0, 5, List.of(), 0, List.of());

            assertThat(scenario.ledger().figures()).isEqualTo(new BudgetFigures(-12, 0, -12));
        }

        @Test
        void isWrittenAgainOnlyWhenItChangedOrGrowsStale() {
            Scenario.budget(8)
                    .passes(Duration.ofSeconds(1))
                    .observed(8)
                    .nothingHappened()
                    .observed(9)
                    .happened(ServerObserved.class)
                    .passes(POLICY.observationWindow().dividedBy(4))
                    .observed(9)
                    .happened(ServerObserved.class);
        }

        @Test
        void isWrittenAgainOnceTheServerIsBack() {
            Scenario scenario = Scenario.budget(8)
                    .unreachable("connection refused")
                    .happened(DatabaseUnreachable.class)
                    .unreachable("still refused")
                    .nothingHappened()
                    .observed(8)
                    .happened(ServerObserved.class);

            assertThat(scenario.ledger().state().unreachable()).isNull();
        }

        @Test
        void isKeptWhileTheServerIsAway() {
            Scenario scenario = Scenario.budget(8).unreachable("connection refused");

            assertThat(scenario.ledger().figures().budget()).isEqualTo(8);
            assertThat(scenario.ledger().state().unreachable()).isEqualTo("connection refused");
        }
    }

    @Nested
    class OfTokens {
        @Test
        void reclaimsADrainingTokenThatHasNoSession() {
            Scenario scenario = Scenario.budget(8)
                    .running("r1")
                    .ticksAfter(POLICY.lease())
                    .observedSessionsOf()
                    .happened(ServerObserved.class, TokenReclaimed.class, RequestReturned.class)
                    .charged(0);

            assertThat(scenario.phase("r1")).isEqualTo(new Phase.Waiting());
            assertThat(scenario.live("r1").interruptions()).isEqualTo(1);
            assertThat(scenario.live("r1").lastError()).isEqualTo("its lease is over");
        }

        @Test
        void keepsADrainingTokenThatStillHasASession() {
            Scenario.budget(8)
                    .running("r1")
                    .ticksAfter(POLICY.lease())
                    .observedSessionsOf("main-1")
                    .happened(ServerObserved.class)
                    .charged(2);
        }

        @Test
        void provesNothingWhenItBeganBeforeTheDraining() {
            Scenario scenario = Scenario.budget(8).running("r1");
            long before = scenario.ledger().state().revision();
            scenario.ticksAfter(POLICY.lease());
            long drained = scenario.ledger().state().revision();

            scenario.observedAsOf(before)
                    .charged(2)
                    .observedAsOf(drained - 1)
                    .charged(2)
                    .observedAsOf(drained)
                    .charged(0);
        }

        @Test
        void neverReclaimsALiveToken() {
            Scenario.budget(8)
                    .granted("r1")
                    .observedSessionsOf()
                    .charged(2)
                    .renew("main-1", ADA)
                    .observedSessionsOf()
                    .charged(2)
                    .ticksAfter(POLICY.suspectAfter())
                    .observedSessionsOf()
                    .charged(2);
        }

        @Test
        void provesNothingWhileTheHolderOfARevokedTokenMayStillConnect() {
            Scenario scenario = Scenario.budget(8)
                    .granted("r1")
                    .cancel("r1")
                    .observedSessionsOf()
                    .charged(2)
                    .passes(POLICY.lease().minusMillis(1))
                    .observedSessionsOf()
                    .charged(2)
                    .ticksAfter(Duration.ofMillis(1))
                    .happened(TokenDrained.class);
            long ended = scenario.ledger().state().revision();

            scenario.observedAsOf(ended - 1)
                    .charged(2)
                    .observedAsOf(ended)
                    .happened(TokenReclaimed.class, RequestCancelled.class)
                    .charged(0);
        }

        @Test
        void returnsAGrantThatNobodyClaimedWithoutCountingIt() {
            Scenario scenario = Scenario.budget(8)
                    .granted("r1")
                    .ticksAfter(POLICY.claim())
                    .observedSessionsOf()
                    .charged(0);

            assertThat(scenario.live("r1").interruptions()).isZero();
        }

        @Test
        void givesUpARequestThatLosesItsWorkerAgainAndAgain() {
            Scenario scenario = Scenario.budget(8).request("r1", 2);
            for (int run = 1; run <= POLICY.maxInterruptions(); run++) {
                scenario.observedSessionsOf()
                        .bid("b" + run, ADA)
                        .admit()
                        .renew("main-" + run, ADA)
                        .ticksAfter(POLICY.lease())
                        .observedSessionsOf();
            }

            RequestDied died = scenario.event(RequestDied.class);
            assertThat(died.error())
                    .isEqualTo("given up after it lost its worker 5 times, the last time because its lease is over");
            assertThat(died.request().failures()).isZero();
            assertThat(died.request().interruptions()).isEqualTo(POLICY.maxInterruptions());
        }

        @Test
        void leavesARequestAloneThatNoLongerRunsUnderTheToken() {
            Scenario.budget(8)
                    .running("r1")
                    .release("main-1", ADA, false, new SeedOutcome.GivenBack("stopped"))
                    .observedSessionsOf()
                    .happened(TokenReclaimed.class);
        }
    }
}
