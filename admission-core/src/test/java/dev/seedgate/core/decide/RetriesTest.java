package dev.seedgate.core.decide;

import static dev.seedgate.core.scenario.Scenario.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.Policy;
import dev.seedgate.core.command.Command;
import dev.seedgate.core.event.LedgerEvent.CancelForgotten;
import dev.seedgate.core.event.LedgerEvent.RequestCancelled;
import dev.seedgate.core.event.LedgerEvent.RequestRevived;
import dev.seedgate.core.event.LedgerEvent.RetryForgotten;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.scenario.Scenario;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Requests that come back after their end. */
class RetriesTest {
    private static final SeedRequest A = seed("a");
    private static final SeedRequest B = seed("b", "a");
    private static final SeedRequest C = seed("c", "b");

    private final Scenario scenario = Scenario.budget(8);

    @Nested
    class Revives {
        @Test
        void aDeadOneWithAllItsAttemptsAtTheEndOfTheQueue() {
            dead(A).request("z", 2).retry("again", A).happened(RequestRevived.class);

            assertThat(scenario.live("a").attempt()).isEqualTo(1);
            assertThat(scenario.live("a").place().arrival()).isEqualTo(3);
            assertThat(scenario.live("a").queuedAt()).isEqualTo(scenario.now());
            assertThat(scenario.ledger().outcome("a")).isEmpty();
            scenario.bid("b2", ADA).bid("b3", ADA).admit();
            assertThat(scenario.grants()).containsExactly("z", "a");
        }

        @Test
        void aCancelledOne() {
            scenario.request("a", 2).cancel("a").retry("again", A).happened(RequestRevived.class);

            assertThat(scenario.phase("a")).isEqualTo(new Phase.Waiting());
        }

        @Test
        void oneWhoseEndTheLedgerHasForgotten() {
            dead(A).ticksAfter(Policy.DEFAULT.outcomeWindow()).retry("again", A).happened(RequestRevived.class);
        }

        @Test
        void oneThatWasCalledOffWhenNobodyKnewItAnyMore() {
            scenario.cancel("a").retry("again", A).happened(CancelForgotten.class, RequestRevived.class);

            scenario.request("a", 2).rejected(Rejection.DUPLICATE_REQUEST);
        }

        @Test
        void oneThatDiedAgainByAnotherRetry() {
            dead(A).retry("once", A);
            die("main-2").retry("twice", A).happened(RequestRevived.class);
        }
    }

    @Nested
    class Refuses {
        @Test
        void oneThatWaitsOrRuns() {
            scenario.request("a", 2).retry("again", A).rejected(Rejection.UNFINISHED_REQUEST);
            scenario.bid("b1", ADA).admit().retry("again", A).rejected(Rejection.UNFINISHED_REQUEST);
        }

        @Test
        void oneThatHasSucceeded() {
            scenario.running("a").succeeded("main-1").retry("again", A).rejected(Rejection.FINISHED_REQUEST);
        }

        @Test
        void theSameRetryAgainWhateverHasBecomeOfItsRequest() {
            dead(A).retry("again", A).retry("again", A).rejected(Rejection.REPEATED_ACT);
            die("main-2").retry("again", A).rejected(Rejection.REPEATED_ACT);
            scenario.retry("another", A).happened(RequestRevived.class);
            die("main-3").retry("again", A).rejected(Rejection.REPEATED_ACT);
        }

        @Test
        void oneThatRunsAfterAnotherThatIsDead() {
            scenario.run(new Command.Submit(A)).run(new Command.Submit(B)).cancel("a");

            scenario.retry("again", B).rejected(Rejection.HOPELESS_REQUEST);
            scenario.retry("again", C).rejected(Rejection.HOPELESS_REQUEST);
        }
    }

    @Test
    void thoseThatWereCancelledBecauseOfItComeBackBehindIt() {
        scenario.run(new Command.Submit(A))
                .run(new Command.Submit(B))
                .run(new Command.Submit(C))
                .cancel("a");
        assertThat(scenario.last().events())
                .map(event -> ((RequestCancelled) event).becauseOf())
                .containsExactly(null, "a", "b");

        scenario.retry("again", A).retry("again", B).retry("again", C);

        assertThat(scenario.phase("a")).isEqualTo(new Phase.Waiting());
        assertThat(scenario.phase("b")).isEqualTo(new Phase.Following(List.of("a")));
        assertThat(scenario.phase("c")).isEqualTo(new Phase.Following(List.of("b")));
        scenario.bid("b1", ADA).admit().succeeded("main-1").admit();
        assertThat(scenario.phase("b")).isEqualTo(new Phase.Waiting());
    }

    @Test
    void isRememberedAsLongAsAnEnd() {
        dead(A).retry("again", A).cancel("a");

        Duration window = Policy.DEFAULT.outcomeWindow();
        scenario.ticksAfter(window.minusMillis(1)).retry("again", A).rejected(Rejection.REPEATED_ACT);
        scenario.ticksAfter(Duration.ofMillis(1));
        assertThat(scenario.event(RetryForgotten.class).request()).isEqualTo("a");
    }

    private Scenario dead(SeedRequest request) {
        scenario.run(new Command.Submit(request));
        return die("main-1");
    }

    private Scenario die(String token) {
        return scenario.bid("bid-of-" + token, ADA).admit().failed(token);
    }

    private static SeedRequest seed(String id, String... after) {
        return Scenario.seedRequest(id, "seed-" + id, 2, 1, Scheduling.DEFAULT.withAfter(List.of(after)));
    }
}
