package dev.seedgate.core.decide;

import static dev.seedgate.core.scenario.Scenario.ADA;
import static dev.seedgate.core.scenario.Scenario.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.Policy;
import dev.seedgate.core.event.LedgerEvent.ConnectionsAskedBack;
import dev.seedgate.core.event.LedgerEvent.ConnectionsReturned;
import dev.seedgate.core.event.LedgerEvent.LeaseRenewed;
import dev.seedgate.core.event.LedgerEvent.PreemptionRequested;
import dev.seedgate.core.event.LedgerEvent.ServerObserved;
import dev.seedgate.core.event.LedgerEvent.TokenGranted;
import dev.seedgate.core.event.LedgerEvent.TokenGrown;
import dev.seedgate.core.scenario.Scenario;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.Scheduling;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs that can use more than they need: they get it while nobody waits, and give it back when somebody does. */
class SizingTest {
    private static final Scheduling UP_TO_SIX = Scheduling.DEFAULT.withMaxConnections(6);

    /** A request of two connections that could use six, run by Ada under main-1, of a budget of eight. */
    private static Scenario elastic() {
        return Scenario.budget(8)
                .request("r1", UP_TO_SIX)
                .bid("b1", ADA)
                .admit()
                .renew("main-1", ADA);
    }

    private static Scenario grown() {
        return idle(elastic()).admit();
    }

    private static Scenario idle(Scenario scenario) {
        scenario.passes(Sizing.IDLE);
        return scenario.observed(8);
    }

    private static List<Reply> replies(Scenario scenario) {
        return scenario.last().replies().stream()
                .map(Decision.AddressedReply::reply)
                .toList();
    }

    private static Reply.Resize resize(int connections, int sizing) {
        return new Reply.Resize("main", ADA, "main-1", connections, sizing);
    }

    @Test
    void grantsJustWhatIsNeededFirst() {
        Scenario scenario = elastic();

        assertThat(scenario.ledger().figures().charged()).isEqualTo(2);
        scenario.admit().nothingHappened();
    }

    @Test
    void givesWhatNobodyWaitsForToARunThatCanUseIt() {
        Scenario scenario = grown().happened(TokenGrown.class);

        assertThat(replies(scenario)).containsExactly(resize(6, 1));
        assertThat(scenario.ledger().figures().charged()).isEqualTo(6);
    }

    @Test
    void givesNothingWhileSomebodyWaits() {
        Scenario scenario = idle(elastic().request("r2", Scheduling.DEFAULT.withLabels(List.of("big-disk"))));

        scenario.admit().nothingHappened();
    }

    @Test
    void givesNoMoreThanTheWorkersSlotTakes() {
        Scenario scenario = Scenario.budget(8)
                .request("r1", UP_TO_SIX)
                .bid("b1", ADA, 3)
                .admit()
                .renew("main-1", ADA);

        assertThat(replies(idle(scenario).admit())).containsExactly(resize(3, 1));
    }

    @Test
    void asksForAsManyAsAreMissingWhenSomebodyComes() {
        Scenario scenario = grown().request("r2", 4).bid("b2", BOB).admit().happened(ConnectionsAskedBack.class);

        assertThat(replies(scenario)).containsExactly(resize(4, 2));
        assertThat(scenario.ledger().figures().charged()).isEqualTo(6);
        scenario.admit().nothingHappened();
    }

    @Test
    void grantsThemOnlyWhenTheyWereGivenBack() {
        Scenario scenario = grown().request("r2", 4).bid("b2", BOB).admit();

        scenario.renew("main-1", ADA, 4, 2, scenario.now())
                .happened(LeaseRenewed.class, ConnectionsReturned.class)
                .admit()
                .happened(TokenGranted.class);

        assertThat(scenario.ledger().figures().free()).isZero();
    }

    @Test
    void isNotMisledByAHolderThatDoesNotKnowTheLastResize() {
        Scenario scenario = grown();

        scenario.renew("main-1", ADA, 2, 0, scenario.now());

        assertThat(scenario.ledger().figures().charged()).isEqualTo(6);
        assertThat(replies(scenario)).containsExactly(resize(6, 1));
    }

    @Test
    void freesWhatARunNoLongerNeedsAndDoesNotGiveItBackToIt() {
        Scenario scenario = grown();

        scenario.renew("main-1", ADA, 1, 1, scenario.now()).happened(LeaseRenewed.class, ConnectionsReturned.class);

        assertThat(scenario.ledger().figures().charged()).isEqualTo(1);
        idle(scenario).admit().nothingHappened();
    }

    @Test
    void letsOthersOvertakeWhenAHolderDoesNotGiveBackWhatItWasAskedFor() {
        Scenario scenario = grown().request("r2", 6).request("r3", 1, Duration.ofSeconds(1));
        scenario.bid("b2", BOB).bid("b3", BOB).admit().happened(ConnectionsAskedBack.class);

        scenario.passes(Policy.DEFAULT.drainGrace());
        scenario.renew("main-1", ADA, 6, 2, scenario.now()).observed(8).admit();

        assertThat(scenario.live("r3").isRunning()).isTrue();
    }

    @Test
    void asksForThemAtOnceWhenOthersNeedTheServer() {
        grown().observed(3).happened(ServerObserved.class, ConnectionsAskedBack.class);
    }

    @Test
    void nobodyIsStoppedForWhatIsOnItsWayBack() {
        Scenario scenario = idle(Scenario.budget(8)
                        .request("r1", UP_TO_SIX.withPreemptible(true))
                        .bid("b1", ADA)
                        .admit()
                        .renew("main-1", ADA))
                .admit();

        scenario.observed(3).observed(3);

        assertThat(scenario.last().events()).noneMatch(PreemptionRequested.class::isInstance);
    }

    @Test
    void takesTheSmallestFirstWhereSeveralCouldUseMore() {
        Scenario scenario = elastic()
                .request("r2", Scheduling.DEFAULT.withMaxConnections(3))
                .bid("b2", BOB)
                .admit()
                .renew("main-2", BOB);

        idle(scenario).admit();

        assertThat(scenario.token("main-1").terms().connections()).isEqualTo(6);
        assertThat(scenario.token("main-2").terms().connections()).isEqualTo(2);
    }
}
