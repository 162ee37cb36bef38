package dev.seedgate.core.decide;

import static dev.seedgate.core.scenario.Scenario.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.Policy;
import dev.seedgate.core.Reservations;
import dev.seedgate.core.Reservations.Reservation;
import dev.seedgate.core.command.Command;
import dev.seedgate.core.event.LedgerEvent.DatabaseUnreachable;
import dev.seedgate.core.event.LedgerEvent.RequestCancelled;
import dev.seedgate.core.event.LedgerEvent.RequestDied;
import dev.seedgate.core.event.LedgerEvent.RequestRetrying;
import dev.seedgate.core.event.LedgerEvent.RequestReturned;
import dev.seedgate.core.event.LedgerEvent.RequestSucceeded;
import dev.seedgate.core.event.LedgerEvent.RunRemarked;
import dev.seedgate.core.event.LedgerEvent.ServerObserved;
import dev.seedgate.core.event.LedgerEvent.SessionEnded;
import dev.seedgate.core.event.LedgerEvent.TokenDrained;
import dev.seedgate.core.event.LedgerEvent.TokenReclaimed;
import dev.seedgate.core.event.LedgerEvent.UseLevelCrossed;
import dev.seedgate.core.ledger.Budget.ClassUse;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.ledger.UseLevel;
import dev.seedgate.core.scenario.Scenario;
import dev.seedgate.protocol.BudgetFigures;
import dev.seedgate.protocol.ClusterObservation.ClassSessions;
import dev.seedgate.protocol.ClusterObservation.Effect;
import dev.seedgate.protocol.ClusterObservation.EndedSession;
import dev.seedgate.protocol.ClusterObservation.Look;
import dev.seedgate.protocol.ClusterObservation.Seen;
import dev.seedgate.protocol.ClusterObservation.ServerSettings;
import dev.seedgate.protocol.Enforcement;
import dev.seedgate.protocol.SeedOutcome;
import java.time.Duration;
import java.time.Instant;
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
        void isNewsOnlyWhereItChanged() {
            Scenario scenario = Scenario.budget(8).passes(Duration.ofSeconds(1)).observed(8);
            assertThat(scenario.event(ServerObserved.class).news()).isFalse();

            scenario.observed(9);
            assertThat(scenario.event(ServerObserved.class).news()).isTrue();
        }

        @Test
        void isAsOldAsTheBrokerSaysWhenItWasReadLate() {
            Scenario scenario = Scenario.unseen().passes(Duration.ofSeconds(20));
            Instant before = scenario.now().minusSeconds(8);
            scenario.run(new Command.Observe(look(1, 0, new Look("a", 1)), before))
                    .request("r1", 2)
                    .bid("b1", ADA)
                    .admit()
                    .nothingHappened();

            assertThat(scenario.ledger().state().server()).isNotNull();
        }

        @Test
        void isNotReplacedByALookThatWasMadeBefore() {
            Scenario scenario = Scenario.unseen()
                    .observe(look(8, 0, new Look("a", 2)))
                    .observe(look(20, 0, new Look("a", 1)))
                    .rejected(Rejection.STALE_OBSERVATION)
                    .observe(look(20, 0, new Look("a", 2)))
                    .rejected(Rejection.STALE_OBSERVATION);

            assertThat(scenario.ledger().figures().budget()).isEqualTo(8);
        }

        @Test
        void isNotReplacedByALookOfAFormerOwnersAgent() {
            Scenario scenario = Scenario.unseen().request("r1", 2);
            long basis = scenario.ledger().state().revision();
            scenario.observe(look(8, basis, new Look("new", 1)))
                    .observe(look(20, basis - 1, new Look("old", 77)))
                    .rejected(Rejection.STALE_OBSERVATION);

            assertThat(scenario.ledger().figures().budget()).isEqualTo(8);
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
                    .happened(ServerObserved.class, TokenReclaimed.class, RequestCancelled.class)
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
                    .happened(ServerObserved.class, TokenReclaimed.class);
        }
    }

    @Nested
    class OfTheWholeServersUse {
        private long looks;

        @Test
        void anEventTellsThatItRoseToALevelAndThatItFell() {
            Scenario scenario = Scenario.unseen()
                    .observe(used(17))
                    .happened(ServerObserved.class)
                    .observe(used(18))
                    .happened(ServerObserved.class, UseLevelCrossed.class);
            assertThat(scenario.event(UseLevelCrossed.class)).isEqualTo(new UseLevelCrossed(UseLevel.WARN, 18, 25));

            scenario.observe(used(22));
            assertThat(scenario.event(UseLevelCrossed.class).level()).isEqualTo(UseLevel.CRITICAL);

            scenario.observe(used(10));
            assertThat(scenario.event(UseLevelCrossed.class).level()).isEqualTo(UseLevel.NORMAL);
        }

        @Test
        void oneSessionThatComesAndGoesIsNotAnEventEachTime() {
            Scenario.unseen()
                    .observe(used(18))
                    .observe(used(17))
                    .happened(ServerObserved.class)
                    .observe(used(18))
                    .happened(ServerObserved.class)
                    .observe(used(16))
                    .happened(ServerObserved.class, UseLevelCrossed.class);
        }

        private Seen used(int sessions) {
            return new Seen(
                    "main",
                    0,
                    new Look("agent", ++looks),
                    new ServerSettings(25, 3, 0, null),
                    Enforcement.TAG,
                    List.of(new ClassSessions("api", sessions)),
                    0,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());
        }
    }

    @Nested
    class OfRunsWhoseHolderSaidNothing {
        @Test
        void whatTheDatabaseHasSucceeded() {
            Scenario scenario = Scenario.budget(8)
                    .running("r1")
                    .ticksAfter(POLICY.lease())
                    .effectOfTheGone(new Effect.Applied(42))
                    .observedSessionsOf()
                    .happened(ServerObserved.class, TokenReclaimed.class, RequestSucceeded.class);

            assertThat(scenario.event(RequestSucceeded.class).rows()).isEqualTo(42);
            assertThat(scenario.event(RequestSucceeded.class).alreadyApplied()).isFalse();
        }

        @Test
        void aCancelledOneThatTookEffectIsNotCalledCancelled() {
            Scenario.budget(8)
                    .running("r1")
                    .cancel("r1")
                    .ticksAfter(POLICY.lease())
                    .effectOfTheGone(new Effect.Applied(42))
                    .observedSessionsOf()
                    .happened(ServerObserved.class, TokenReclaimed.class, RequestSucceeded.class);
        }

        @Test
        void aDoubtfulCommitKeepsTheSlotsAndTheRequestUntilTheDatabaseWasAsked() {
            Scenario scenario = Scenario.budget(8)
                    .running("r1")
                    .release("main-1", ADA, true, new SeedOutcome.InDoubt("the connection was lost"))
                    .happened(TokenDrained.class, RunRemarked.class)
                    .charged(2);

            assertThat(scenario.phase("r1")).isInstanceOf(Phase.Running.class);
        }

        @Test
        void aDoubtfulCommitThatTookPlaceSucceeded() {
            Scenario.budget(8)
                    .running("r1")
                    .release("main-1", ADA, true, new SeedOutcome.InDoubt("the connection was lost"))
                    .effectOfTheGone(new Effect.Applied(1))
                    .observedSessionsOf()
                    .happened(ServerObserved.class, TokenReclaimed.class, RequestSucceeded.class);
        }

        @Test
        void aDoubtfulCommitThatDidNotIsAFailedAttempt() {
            Scenario scenario = Scenario.budget(8)
                    .running("r1")
                    .release("main-1", ADA, true, new SeedOutcome.InDoubt("the connection was lost"))
                    .observedSessionsOf()
                    .happened(ServerObserved.class, TokenReclaimed.class, RequestRetrying.class);

            assertThat(scenario.live("r1").failures()).isEqualTo(1);
            assertThat(scenario.live("r1").lastError()).isEqualTo("the connection was lost");
        }
    }

    @Nested
    class OfSessionsThatWereEnded {
        @Test
        void areToldOneByOne() {
            EndedSession orphan = new EndedSession(4242, "main-9", EndedSession.Cause.ORPHANED);
            Scenario scenario =
                    Scenario.budget(8).observe(ended(orphan)).happened(ServerObserved.class, SessionEnded.class);

            assertThat(scenario.event(SessionEnded.class).session()).isEqualTo(orphan);
        }

        @Test
        void aSeedThatOpenedTooManyIsToldWhyItFailed() {
            Scenario scenario = Scenario.budget(8)
                    .running("r1")
                    .observe(ended(new EndedSession(4242, "main-1", EndedSession.Cause.OVERDRAWN)))
                    .happened(ServerObserved.class, SessionEnded.class, RunRemarked.class)
                    .failed("main-1");

            assertThat(scenario.live("r1").lastError())
                    .isEqualTo(
                            "line 3: no number; the seed opened more connections than its token is worth (2), so PostgreSQL"
                                    + " ended the newest 1; ask for as many as it opens, or let it open fewer");
        }

        private Seen ended(EndedSession session) {
            return new Seen(
                    "main",
                    0,
                    new Look("another", 1),
                    new ServerSettings(25, 3, 0, null),
                    Enforcement.TAG,
                    List.of(),
                    0,
                    List.of(),
                    List.of(),
                    List.of(session),
                    List.of());
        }
    }

    @Nested
    class ThatLeaveOthersNoRoom {
        private final Reservations api = new Reservations(List.of(new Reservation("api", 4)), 0);

        /** 25 − 3 are for ordinary roles; 19 are taken, so of the 4 that are kept for the API only 3 are free. */
        @Test
        void letACancelledSeedHaveNoGrace() {
            Scenario scenario = Scenario.with(POLICY, api)
                    .observed(0, 25, List.of(), 0, List.of())
                    .running("r1")
                    .observed(0, 25, List.of(), 19, List.of())
                    .cancel("r1");

            assertThat(scenario.event(TokenDrained.class).token().terminateAt()).isEqualTo(scenario.now());
        }

        @Test
        void otherwiseItHasItsGrace() {
            Scenario scenario = Scenario.with(POLICY, api)
                    .observed(0, 25, List.of(), 0, List.of())
                    .running("r1")
                    .observed(0, 25, List.of(), 18, List.of())
                    .cancel("r1");

            assertThat(scenario.event(TokenDrained.class).token().terminateAt())
                    .isEqualTo(scenario.now().plus(POLICY.drainGrace()));
        }
    }

    private static Seen look(int connections, long basis, Look look) {
        return new Seen(
                "main",
                basis,
                look,
                new ServerSettings(connections, 0, 0, null),
                Enforcement.TAG,
                List.of(),
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
