package dev.seedgate.core.decide;

import static dev.seedgate.core.scenario.Scenario.ADA;
import static dev.seedgate.core.scenario.Scenario.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.scenario.Scenario;
import dev.seedgate.protocol.Scheduling;
import org.junit.jupiter.api.Test;

/** Requests of the same concurrency key never run beside each other. */
class ConcurrencyKeyTest {
    private static final Scheduling MEYER = Scheduling.DEFAULT.withConcurrencyKey("meyer");

    private final Scenario scenario = Scenario.budget(8);

    @Test
    void ofAKeyOneRunsAtATime() {
        scenario.request("r1", MEYER)
                .request("r2", MEYER)
                .bid("b1", ADA)
                .bid("b2", BOB)
                .admit();
        assertThat(scenario.grants()).containsExactly("r1");

        scenario.admit().nothingHappened();

        scenario.renew("main-1", ADA).succeeded("main-1").admit();
        assertThat(scenario.grants()).containsExactly("r2");
    }

    @Test
    void whoeverWaitsForAKeyLetsOthersPass() {
        scenario.request("r1", MEYER)
                .request("r2", MEYER)
                .request("other", Scheduling.DEFAULT.withConcurrencyKey("omix"))
                .bid("b1", ADA)
                .bid("b2", BOB)
                .admit();

        assertThat(scenario.grants()).containsExactly("r1", "other");
    }

    @Test
    void theFirstInLineForAKeyIsNext() {
        scenario.request("r1", MEYER)
                .request("r2", MEYER)
                .request("urgent", MEYER.withPriority(900))
                .bid("b1", ADA)
                .admit();

        assertThat(scenario.grants()).containsExactly("urgent");
    }

    @Test
    void aRunWhoseTokenIsTakenBackKeepsTheKeyUntilItsSessionsAreGone() {
        scenario.request("r1", MEYER)
                .bid("b1", ADA)
                .admit()
                .renew("main-1", ADA)
                .cancel("r1")
                .observedSessionsOf("main-1")
                .request("r2", MEYER)
                .bid("b2", BOB)
                .admit()
                .nothingHappened();

        scenario.ticksAfter(scenario.ledger().policy().lease())
                .observed(8)
                .bid("b2", BOB)
                .admit();
        assertThat(scenario.grants()).containsExactly("r2");
    }

    @Test
    void isTheSameAfterARebuild() {
        scenario.request("r1", MEYER).request("r2", MEYER).bid("b1", ADA).admit();

        scenario.rebuilt().bid("b2", BOB).admit().nothingHappened();
    }
}
