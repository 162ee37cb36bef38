package dev.seedgate.core.ledger;

import static dev.seedgate.core.scenario.Scenario.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedgate.core.Policy;
import dev.seedgate.core.Reservations;
import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.core.event.LedgerEvent.BidClosed;
import dev.seedgate.core.event.LedgerEvent.BidOpened;
import dev.seedgate.core.event.LedgerEvent.LeaseRenewed;
import dev.seedgate.core.event.LedgerEvent.TokenGranted;
import dev.seedgate.core.ledger.EntityKey.Kind;
import dev.seedgate.core.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Instant NOW = Scenario.START;
    private static final Bid BID = new Bid("b1", ADA, 1, 100, List.of(), null, 1, NOW.plusSeconds(20));

    private final Ledger ledger = new Ledger("main", Policy.DEFAULT, new Reservations(List.of(), 0), NOW);

    @Test
    void countsItsRevisionWithEveryEvent() {
        ledger.apply(new BidOpened(BID), NOW);
        ledger.apply(new BidClosed(BID, "withdrawn"), NOW.plusSeconds(1));

        assertThat(ledger.state())
                .isEqualTo(new ClusterState(2, 0, 0, NOW.plusSeconds(1), null, null, null, List.of()));
    }

    @Test
    void namesWhatChangedOnceAndInOrder() {
        ledger.apply(new BidOpened(BID), NOW);
        ledger.apply(new LedgerEvent.WorkerSeen(Worker.first(ADA, NOW)), NOW);
        ledger.apply(new LedgerEvent.BidRenewed(BID.renewed(NOW.plusSeconds(30))), NOW);

        Map<EntityKey, Optional<Entity>> changes = ledger.takeChanges();
        assertThat(changes.keySet())
                .containsExactly(EntityKey.bid("b1"), new EntityKey(Kind.CLUSTER, ""), EntityKey.worker("ada"));
        assertThat(changes.get(EntityKey.bid("b1"))).contains(BID.renewed(NOW.plusSeconds(30)));
        assertThat(ledger.takeChanges()).isEmpty();
    }

    @Test
    void doesNotNameWhatCameAndWentSinceTheLastTime() {
        ledger.apply(new BidOpened(BID), NOW);
        ledger.apply(new BidClosed(BID, "withdrawn"), NOW);

        assertThat(ledger.takeChanges().keySet()).containsExactly(new EntityKey(Kind.CLUSTER, ""));
    }

    @Test
    void namesAsGoneWhatWasStoredBefore() {
        ledger.apply(new BidOpened(BID), NOW);
        ledger.takeChanges();
        ledger.apply(new BidClosed(BID, "withdrawn"), NOW);

        assertThat(ledger.takeChanges()).containsEntry(EntityKey.bid("b1"), Optional.empty());
    }

    @Test
    void restoringIsNoChange() {
        ledger.restore(BID);
        ledger.restore(new ClusterState(7, 3, 2, NOW.plusSeconds(9), null, null, null, List.of()));

        assertThat(ledger.takeChanges()).isEmpty();
        assertThat(ledger.bids()).containsExactly(BID);
        assertThat(ledger.state().revision()).isEqualTo(7);
        assertThat(ledger.nextDeadline()).contains(BID.expiresAt());
    }

    @Test
    void anOrderOfRestoringThatPutsTheWorkerFirstMakesNoDifference() {
        Worker worker = Worker.first(ADA, NOW);
        Ledger other = new Ledger("main", Policy.DEFAULT, new Reservations(List.of(), 0), NOW);
        ledger.restore(worker);
        ledger.restore(BID);
        other.restore(BID);
        other.restore(worker);

        Instant farAway = NOW.plus(Duration.ofDays(1));
        assertThat(ledger.due(farAway, 10)).isEqualTo(other.due(farAway, 10)).containsExactly(BID.key());
    }

    @Test
    void refusesTimeThatRunsBackwards() {
        ledger.apply(new BidOpened(BID), NOW);

        assertThatThrownBy(() -> ledger.apply(new BidClosed(BID, "withdrawn"), NOW.minusNanos(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("time must not run backwards in the ledger of main");
    }

    @Test
    void refusesToRemoveWhatIsNotThere() {
        assertThatThrownBy(() -> ledger.apply(new BidClosed(BID, "withdrawn"), NOW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("there is no such entity");
    }

    @Test
    void refusesAGrantThatTheBudgetHasNoRoomFor() {
        Scenario scenario = Scenario.budget(3).running("r1").request("r2", 2).bid("b2", ADA);
        TokenGranted grant = grant(scenario, 2);

        assertThatThrownBy(() -> scenario.ledger().apply(grant, scenario.now()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("main-2 would make 4 connections charged of a budget of 3");
    }

    @Test
    void refusesAFenceThatWasGivenBefore() {
        Scenario scenario = Scenario.budget(8).running("r1").request("r2", 2).bid("b2", ADA);
        TokenGranted grant = grant(scenario, 1);

        assertThatThrownBy(() -> scenario.ledger().apply(grant, scenario.now()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("fence 1 of main was given already, the last one is 1");
    }

    @Test
    void refusesToBringADrainingTokenBackToLife() {
        Scenario scenario = Scenario.budget(8).running("r1");
        Token.Live live = (Token.Live) scenario.token("main-1");
        scenario.ticksAfter(Policy.DEFAULT.lease());

        assertThatThrownBy(() -> scenario.ledger().apply(new LeaseRenewed(live), scenario.now()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("main-1 is draining and cannot be live again");
    }

    @Test
    void refusesToChangeATokenThatIsNotCharged() {
        Scenario scenario = Scenario.budget(8).running("r1");
        Token.Live live = (Token.Live) scenario.token("main-1");
        scenario.succeeded("main-1");

        assertThatThrownBy(() -> scenario.ledger().apply(new LeaseRenewed(live), scenario.now()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("main-1 cannot change: it is not charged any more");
    }

    private static TokenGranted grant(Scenario scenario, long fence) {
        TokenTerms terms = new TokenTerms(
                "main-" + fence,
                fence,
                "r2",
                "b2",
                new Offer(100, List.of()),
                ADA,
                1,
                Size.fixed(2, scenario.now()),
                "shop",
                null,
                scenario.now(),
                null);
        return new TokenGranted(
                new Token.Granted(terms, scenario.now().plusSeconds(5)),
                scenario.live("r2"),
                scenario.ledger().bid("b2").orElseThrow());
    }
}
