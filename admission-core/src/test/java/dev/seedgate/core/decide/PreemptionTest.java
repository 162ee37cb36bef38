package dev.seedgate.core.decide;

import static dev.seedgate.core.scenario.Scenario.ADA;
import static dev.seedgate.core.scenario.Scenario.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.command.Command;
import dev.seedgate.core.event.LedgerEvent.PreemptionRequested;
import dev.seedgate.core.event.LedgerEvent.RequestReturned;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.scenario.Scenario;
import dev.seedgate.protocol.Scheduling;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Who is stopped to make room for others. */
class PreemptionTest {
    private static final Scheduling PREEMPTIBLE = Scheduling.DEFAULT.withPreemptible(true);
    private static final Scheduling LOW = PREEMPTIBLE.withPriority(250);

    private final Scenario scenario = Scenario.budget(4);

    @Nested
    class ForABudgetThatShrank {
        @Test
        void theYoungestIsStoppedOnceItWasSeenTwice() {
            run("old", PREEMPTIBLE).run("young", PREEMPTIBLE);

            scenario.observed(3);
            assertThat(preempted()).isEmpty();

            scenario.observed(3);
            assertThat(preempted()).containsExactly("young");
            assertThat(scenario.whyDrained("main-2")).isEqualTo("it made room for others");
        }

        @Test
        void nobodyIsStoppedWhoDidNotSayThatItMayBe() {
            run("old", PREEMPTIBLE).run("young", Scheduling.DEFAULT);

            scenario.observed(3).observed(3);

            assertThat(preempted()).containsExactly("old");
        }

        @Test
        void nobodyIsStoppedForALookThatMetSomebodyWhoComesAndGoes() {
            run("old", PREEMPTIBLE).run("young", PREEMPTIBLE);

            scenario.observed(3).observed(4).observed(3);

            assertThat(preempted()).isEmpty();
        }

        @Test
        void nobodyElseIsStoppedWhileOneIsOnItsWayOut() {
            run("old", PREEMPTIBLE).run("young", PREEMPTIBLE);

            scenario.observed(3).observed(3).observedSessionsOf("main-1", "main-2");

            assertThat(preempted()).isEmpty();
        }

        private ForABudgetThatShrank run(String request, Scheduling scheduling) {
            PreemptionTest.this.run(request, scheduling);
            return this;
        }
    }

    @Nested
    class ForAHigherPriority {
        @Test
        void aLowerOneIsStoppedAfterAMinute() {
            run("low", LOW);
            run("other", LOW);
            urgent();

            scenario.admit().nothingHappened();
            scenario.passes(Duration.ofMinutes(1)).observed(4).admit();

            assertThat(preempted()).containsExactly("other");
        }

        @Test
        void whatWasFreedIsForTheOneForWhomItWasDone() {
            run("low", LOW);
            run("other", LOW);
            urgent();
            scenario.request("small", Scheduling.DEFAULT.withPriority(250));
            scenario.passes(Duration.ofMinutes(1)).observed(4).admit();

            scenario.givenBack("main-2").bid("b8", ADA).bid("b9", ADA).admit();

            assertThat(scenario.grants()).containsExactly("urgent");
            assertThat(scenario.live("other").preemptions()).isEqualTo(1);
            assertThat(scenario.live("other").failures()).isZero();
        }

        @Test
        void nobodyOfTheSameLevelIsStopped() {
            run("low", PREEMPTIBLE);
            run("other", PREEMPTIBLE);
            scenario.request("urgent", Scheduling.DEFAULT.withPriority(749)).bid("b", BOB);

            scenario.passes(Duration.ofMinutes(5)).observed(4).admit().nothingHappened();
        }

        @Test
        void nobodyIsStoppedWhereThatIsNotEnough() {
            run("low", LOW);
            run("other", Scheduling.DEFAULT);
            scenario.request("urgent", 4, 900).bid("b", BOB);

            scenario.passes(Duration.ofMinutes(5)).observed(4).admit().nothingHappened();
        }

        @Test
        void nobodyIsStoppedWhoWouldBeFirstAgain() {
            run("old", LOW);
            run("older", LOW);
            scenario.passes(Duration.ofHours(3)).observed(4);
            urgent();

            scenario.passes(Duration.ofMinutes(5)).observed(4).admit().nothingHappened();
        }

        @Test
        void nobodyIsStoppedWithoutWhomThereIsRoom() {
            Scenario five = Scenario.budget(5);
            five.run(new Command.Submit(Scenario.seedRequest("large", "new", 4, 3, LOW)))
                    .bid("b1", ADA)
                    .admit()
                    .renew("main-1", ADA)
                    .passes(Duration.ofSeconds(1));
            five.run(new Command.Submit(Scenario.seedRequest("small", "new", 1, 3, LOW)))
                    .bid("b2", ADA)
                    .admit()
                    .renew("main-2", ADA);
            five.request("urgent", 4, 900)
                    .bid("b3", BOB)
                    .passes(Duration.ofMinutes(1))
                    .observed(5)
                    .admit();

            assertThat(five.event(PreemptionRequested.class).request().id()).isEqualTo("large");
        }

        @Test
        void nobodyOvertakesWhileRoomIsMade() {
            Scenario five = Scenario.budget(5);
            five.run(new Command.Submit(Scenario.seedRequest("low", "new", 4, 3, LOW)))
                    .bid("b1", ADA)
                    .admit()
                    .renew("main-1", ADA)
                    .passes(Duration.ofSeconds(1));
            five.request("urgent", 4, 900).request("short", 1, Duration.ofSeconds(1));
            five.bid("b2", BOB)
                    .bid("b3", BOB)
                    .passes(Duration.ofMinutes(1))
                    .observed(5)
                    .admit();

            assertThat(five.grants()).isEmpty();
            assertThat(five.event(PreemptionRequested.class).request().id()).isEqualTo("low");
        }

        private void urgent() {
            scenario.request("urgent", Scheduling.DEFAULT.withPriority(900)).bid("b", BOB);
        }
    }

    @Test
    void aRequestIsStoppedThreeTimesAtTheMost() {
        for (int i = 1; i <= 3; i++) {
            scenario.observed(4);
            run(i == 1 ? "victim" : null, PREEMPTIBLE);
            scenario.observed(1).observed(1);
            assertThat(preempted()).containsExactly("victim");
            scenario.givenBack("main-" + i);
            assertThat(scenario.event(RequestReturned.class).request().id()).isEqualTo("victim");
        }
        scenario.observed(4);
        run(null, PREEMPTIBLE);

        scenario.observed(1).observed(1);

        assertThat(preempted()).isEmpty();
        assertThat(scenario.phase("victim")).isInstanceOf(Phase.Running.class);
    }

    @Test
    void whatItHasDoneAllTheSameCounts() {
        run("done", PREEMPTIBLE);
        scenario.observed(1).observed(1);

        scenario.succeeded("main-1");

        assertThat(scenario.ledger().request("done")).isEmpty();
        assertThat(scenario.ledger().outcome("done")).isPresent();
    }

    private void run(@Nullable String request, Scheduling scheduling) {
        if (request != null) {
            scenario.request(request, scheduling);
        }
        scenario.bid("bid-" + scenario.ledger().state().fence(), ADA).admit();
        String token = "main-" + scenario.ledger().state().fence();
        scenario.renew(token, ADA).passes(Duration.ofSeconds(1));
        assertThat(scenario.token(token)).isInstanceOf(Token.Active.class);
    }

    private List<String> preempted() {
        return scenario.last().events().stream()
                .filter(PreemptionRequested.class::isInstance)
                .map(event -> ((PreemptionRequested) event).request().id())
                .toList();
    }
}
