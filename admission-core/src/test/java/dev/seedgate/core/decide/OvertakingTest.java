package dev.seedgate.core.decide;

import static dev.seedgate.core.scenario.Scenario.ADA;
import static dev.seedgate.core.scenario.Scenario.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.event.LedgerEvent.StartPromised;
import dev.seedgate.core.event.LedgerEvent.TokenGranted;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may start before the first in line, which does not fit: only who does not make it wait longer. */
class OvertakingTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Scenario scenario = Scenario.budget(8);
    private Instant start;

    /** Six of eight connections are taken for ten minutes; the first in line needs six. */
    @BeforeEach
    void prepare() {
        scenario.request("running", 6, MINUTE.multipliedBy(10)).bid("b0", ADA).admit();
        scenario.request("first", 6, MINUTE);
        start = scenario.now().plus(MINUTE.multipliedBy(10));
    }

    @Test
    void whoIsDoneBeforeTheFirstCanStart() {
        scenario.request("short", 2, MINUTE.multipliedBy(5))
                .bid("b1", BOB)
                .bid("b2", BOB)
                .admit();

        assertThat(scenario.grants()).containsExactly("short");
        assertThat(scenario.event(StartPromised.class).request().phase()).isEqualTo(new Phase.Waiting(start));
    }

    @Test
    void whoNeedsOnlyWhatTheFirstWillLeaveOver() {
        scenario.request("small", 2, MINUTE.multipliedBy(60))
                .bid("b1", BOB)
                .bid("b2", BOB)
                .admit();

        assertThat(scenario.grants()).containsExactly("small");
    }

    @Test
    void whatIsLeftOverIsGivenOnce() {
        scenario.request("small", 1, MINUTE.multipliedBy(60))
                .request("smaller", 1, MINUTE.multipliedBy(60))
                .bid("b1", BOB)
                .bid("b2", BOB)
                .bid("b3", BOB)
                .bid("b4", BOB)
                .admit();
        assertThat(scenario.grants()).containsExactly("small", "smaller");

        scenario.renew("main-2", BOB).succeeded("main-2");
        scenario.request("two", 2, MINUTE.multipliedBy(60))
                .request("one", 1, MINUTE.multipliedBy(60))
                .admit();
        assertThat(scenario.grants()).containsExactly("one");
    }

    @Test
    void nobodyWhoWouldStillHoldWhatTheFirstNeeds() {
        Scenario tight = Scenario.budget(8)
                .request("running", 6, MINUTE.multipliedBy(10))
                .bid("b0", ADA)
                .admit()
                .request("first", 8, MINUTE)
                .request("long", 2, MINUTE.multipliedBy(11))
                .bid("b1", BOB)
                .bid("b2", BOB);

        tight.admit().nothingHappened();
    }

    @Test
    void nobodyWhoWouldTakeTheOnlyWorkerThatTheFirstCouldUse() {
        scenario.request("short", 2, MINUTE).bid("b1", BOB).admit().nothingHappened();

        scenario.bid("small", BOB, 2).admit();

        assertThat(scenario.grants()).containsExactly("short");
    }

    @Test
    void nobodyOnceThePromisedStartIsPast() {
        scenario.request("short", 1, MINUTE)
                .bid("b1", BOB)
                .bid("b2", BOB)
                .bid("b3", BOB)
                .bid("b4", BOB)
                .admit();
        assertThat(scenario.grants()).containsExactly("short");

        scenario.passes(MINUTE.multipliedBy(10)).observed(8).request("at the last moment", 1, MINUTE);
        scenario.admit();
        assertThat(scenario.grants()).containsExactly("at the last moment");

        scenario.passes(Duration.ofMillis(1)).renew("main-2", BOB).succeeded("main-2");
        scenario.request("too late", 1, MINUTE).admit().nothingHappened();
    }

    @Test
    void aPromiseIsMadeOnce() {
        scenario.request("short", 1, MINUTE)
                .request("shorter", 1, MINUTE)
                .bid("b1", BOB)
                .bid("b2", BOB)
                .admit()
                .happened(StartPromised.class, TokenGranted.class);

        scenario.bid("b3", BOB).admit().happened(TokenGranted.class);
        assertThat(scenario.phase("first")).isEqualTo(new Phase.Waiting(start));
    }

    @Test
    void theFirstStartsAsSoonAsItFitsHoweverEarly() {
        scenario.bid("b1", BOB).renew("main-1", ADA).succeeded("main-1").admit();

        assertThat(scenario.grants()).containsExactly("first");
    }
}
