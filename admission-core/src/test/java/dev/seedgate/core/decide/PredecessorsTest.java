package dev.seedgate.core.decide;

import static dev.seedgate.core.scenario.Scenario.ADA;
import static dev.seedgate.core.scenario.Scenario.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.event.LedgerEvent.PredecessorSucceeded;
import dev.seedgate.core.event.LedgerEvent.RequestCancelled;
import dev.seedgate.core.event.LedgerEvent.RequestEligible;
import dev.seedgate.core.event.LedgerEvent.RequestQueued;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.scenario.Scenario;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Requests that wait for others, or for a time. */
class PredecessorsTest {
    private final Scenario scenario = Scenario.budget(8);

    @Test
    void waitsUntilAllHaveSucceeded() {
        scenario.request("a", 2)
                .request("b", 2)
                .request("c", after("a", "b"))
                .bid("b1", ADA)
                .bid("b2", BOB)
                .bid("b3", BOB)
                .admit();
        assertThat(scenario.grants()).containsExactly("a", "b");

        scenario.succeeded("main-1");
        assertThat(scenario.event(PredecessorSucceeded.class).request().phase())
                .isEqualTo(new Phase.Following(List.of("b")));

        scenario.succeeded("main-2");
        assertThat(scenario.event(RequestEligible.class).request().id()).isEqualTo("c");
        scenario.admit();
        assertThat(scenario.grants()).containsExactly("c");
    }

    @Test
    void keepsThePlaceInLineThatItHadWhenItWasPosted() {
        scenario.request("a", 2)
                .request("b", after("a"))
                .request("c", 8)
                .bid("b1", ADA)
                .admit();

        scenario.succeeded("main-1").bid("b2", BOB).admit();

        assertThat(scenario.grants()).containsExactly("b");
    }

    @Test
    void doesNotWaitForWhatHasSucceededBefore() {
        scenario.running("a").succeeded("main-1").request("b", after("a")).happened(RequestQueued.class);

        assertThat(scenario.phase("b")).isEqualTo(new Phase.Waiting());
    }

    @Nested
    class IsCancelled {
        @Test
        void withAllThatFollowItWhenAPredecessorIsCancelled() {
            scenario.request("a", 2).request("b", after("a")).request("c", after("b"));

            scenario.cancel("a").happened(RequestCancelled.class, RequestCancelled.class, RequestCancelled.class);

            assertThat(scenario.last().events())
                    .map(event -> ((RequestCancelled) event).request().lastError())
                    .containsExactly(
                            null,
                            "it was to run after a, which was cancelled",
                            "it was to run after b, which was cancelled");
        }

        @Test
        void whenAPredecessorFailsForGood() {
            scenario.requestWithAttempts("a", 1)
                    .request("b", after("a"))
                    .bid("b1", ADA)
                    .admit();

            scenario.failed("main-1");

            assertThat(scenario.event(RequestCancelled.class).request().lastError())
                    .isEqualTo("it was to run after a, which failed for good");
        }

        @Test
        void whenAPredecessorWasCancelledBefore() {
            scenario.request("a", 2).cancel("a").request("b", after("a"));

            scenario.happened(RequestQueued.class, RequestCancelled.class);
            assertThat(scenario.ledger().outcome("b"))
                    .hasValueSatisfying(outcome -> assertThat(outcome.state()).isEqualTo(SeedState.CANCELLED));
        }

        @Test
        void whenNobodyKnowsThePredecessor() {
            scenario.request("b", after("a")).happened(RequestQueued.class, RequestCancelled.class);

            assertThat(scenario.event(RequestCancelled.class).request().lastError())
                    .isEqualTo("it was to run after a, which nobody knows");
        }

        @Test
        void byItself() {
            scenario.request("a", 2).request("b", after("a")).cancel("b").happened(RequestCancelled.class);

            scenario.bid("b1", ADA).admit().succeeded("main-1").admit().nothingHappened();
        }
    }

    @Nested
    class NotBefore {
        private final Instant later = scenario.now().plusSeconds(60);

        @Test
        void waitsForItsTime() {
            scenario.request("a", Scheduling.DEFAULT.withNotBefore(later));
            assertThat(scenario.phase("a")).isEqualTo(new Phase.Postponed(later));

            scenario.ticksAfter(Duration.ofSeconds(59)).nothingHappened();
            scenario.ticksAfter(Duration.ofSeconds(1)).happened(RequestEligible.class);

            scenario.observed(8).bid("b1", ADA).admit();
            assertThat(scenario.grants()).containsExactly("a");
        }

        @Test
        void waitsForItsPredecessorsFirst() {
            scenario.running("a").request("b", after("a").withNotBefore(later));
            assertThat(scenario.phase("b")).isEqualTo(new Phase.Following(List.of("a")));

            scenario.succeeded("main-1");

            assertThat(scenario.phase("b")).isEqualTo(new Phase.Postponed(later));
        }

        @Test
        void isNoWaitingUntilThen() {
            scenario.request("a", Scheduling.DEFAULT.withNotBefore(later)).request("b", 2);

            scenario.ticksAfter(Duration.ofSeconds(60))
                    .observed(8)
                    .bid("b1", ADA)
                    .admit();

            assertThat(scenario.grants()).containsExactly("b");
        }

        @Test
        void isOfNoInterestWhenItIsPast() {
            scenario.request("a", Scheduling.DEFAULT.withNotBefore(scenario.now()));

            assertThat(scenario.phase("a")).isEqualTo(new Phase.Waiting());
        }

        @Test
        void canBeCancelledBefore() {
            scenario.request("a", Scheduling.DEFAULT.withNotBefore(later))
                    .cancel("a")
                    .happened(RequestCancelled.class);
        }
    }

    private static Scheduling after(String... predecessors) {
        return Scheduling.DEFAULT.withAfter(List.of(predecessors));
    }
}
