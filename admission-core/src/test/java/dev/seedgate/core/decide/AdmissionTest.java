package dev.seedgate.core.decide;

import static dev.seedgate.core.scenario.Scenario.ADA;
import static dev.seedgate.core.scenario.Scenario.ADAS_PARTITION;
import static dev.seedgate.core.scenario.Scenario.BOB;
import static dev.seedgate.core.scenario.Scenario.BOBS_PARTITION;
import static dev.seedgate.core.scenario.Scenario.seedRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.Policy;
import dev.seedgate.core.decide.Decision.AddressedReply;
import dev.seedgate.core.event.LedgerEvent.TokenGranted;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.ledger.Offer;
import dev.seedgate.core.ledger.Size;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.ledger.TokenTerms;
import dev.seedgate.core.scenario.Scenario;
import dev.seedgate.protocol.BudgetFigures;
import dev.seedgate.protocol.ClusterObservation.ClassSessions;
import dev.seedgate.protocol.Enforcement;
import dev.seedgate.protocol.Reply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final Policy POLICY = Policy.DEFAULT;

    @Test
    void grantsATokenTogetherWithItsRequest() {
        Scenario scenario =
                Scenario.budget(8).request("r1", 2).bid("b1", ADA).admit().happened(TokenGranted.class);

        assertThat(scenario.last().replies())
                .containsExactly(new AddressedReply(
                        ADAS_PARTITION,
                        new Reply.Grant(
                                "main",
                                ADA,
                                "b1",
                                "main-1",
                                1,
                                2,
                                1,
                                POLICY.lease(),
                                POLICY.renewal(),
                                POLICY.claim(),
                                Enforcement.TAG,
                                seedRequest("r1", 2, 500, 3))));
        assertThat(scenario.token("main-1"))
                .isEqualTo(new Token.Granted(
                        new TokenTerms(
                                "main-1",
                                1,
                                "r1",
                                "b1",
                                new Offer(100, List.of()),
                                ADA,
                                ADAS_PARTITION,
                                Size.fixed(2, scenario.now()),
                                "shop",
                                null,
                                scenario.now(),
                                null),
                        scenario.now().plus(POLICY.claim())));
        assertThat(scenario.phase("r1")).isEqualTo(Phase.Running.started("main-1", "ada", scenario.now(), false));
        assertThat(scenario.ledger().bids()).isEmpty();
        assertThat(scenario.ledger().figures()).isEqualTo(new BudgetFigures(8, 2, 6));
    }

    @Test
    void doesNothingWithoutABid() {
        Scenario.budget(8).request("r1", 2).admit().nothingHappened();
    }

    @Test
    void doesNothingWithoutARequest() {
        Scenario.budget(8).bid("b1", ADA).admit().nothingHappened();
    }

    @Test
    void grantsNothingBeforePostgresWasSeen() {
        Scenario.unseen().request("r1", 2).bid("b1", ADA).admit().nothingHappened();
    }

    @Test
    void grantsNothingWhilePostgresIsAway() {
        Scenario scenario = Scenario.budget(8)
                .request("r1", 2)
                .bid("b1", ADA)
                .unreachable("connection refused")
                .admit()
                .nothingHappened()
                .observed(8)
                .admit();

        assertThat(scenario.grants()).containsExactly("r1");
    }

    @Test
    void grantsNothingOnABudgetThatWasSeenTooLongAgo() {
        Scenario scenario = Scenario.budget(8)
                .request("r1", 2)
                .request("r2", 2)
                .passes(POLICY.observationWindow())
                .bid("b1", ADA)
                .admit();
        assertThat(scenario.grants()).containsExactly("r1");

        scenario.passes(Duration.ofMillis(1)).bid("b2", ADA).admit().nothingHappened();
    }

    @Test
    void goesByPriorityThenByArrival() {
        Scenario scenario = Scenario.budget(8)
                .request("low", 2, 1)
                .request("first", 2)
                .request("second", 2)
                .request("high", 2, 900)
                .bid("b1", ADA)
                .bid("b2", ADA)
                .bid("b3", ADA)
                .bid("b4", ADA)
                .admit();

        assertThat(scenario.grants()).containsExactly("high", "first", "second", "low");
    }

    @Test
    void servesTheBidThatWaitedLongest() {
        Scenario scenario = Scenario.budget(8)
                .bid("b1", BOB)
                .bid("b2", ADA)
                .bid("b1", BOB)
                .request("r1", 2)
                .admit();

        assertThat(scenario.last().replies())
                .extracting(AddressedReply::partition)
                .containsExactly(BOBS_PARTITION);
    }

    @Test
    void servesTheFirstBidThatIsLargeEnough() {
        Scenario scenario = Scenario.budget(8)
                .bid("small", BOB, 2)
                .bid("large", ADA, 4)
                .request("r1", 3)
                .admit();

        assertThat(scenario.last().replies())
                .extracting(AddressedReply::partition)
                .containsExactly(ADAS_PARTITION);
        assertThat(scenario.ledger().bid("small")).isPresent();
    }

    @Test
    void passesARequestOverThatNoWaitingWorkerTakes() {
        Scenario scenario = Scenario.budget(8)
                .request("large", 5)
                .request("small", 2)
                .bid("b1", ADA, 4)
                .bid("b2", ADA, 4)
                .admit();

        assertThat(scenario.grants()).containsExactly("small");
        scenario.bid("b3", BOB, 5).admit();
        assertThat(scenario.grants()).containsExactly("large");
    }

    @Test
    void usesUpTheBudgetAndNoMore() {
        Scenario scenario = Scenario.budget(5)
                .request("r1", 2)
                .request("r2", 2)
                .request("r3", 2)
                .bid("b1", ADA)
                .bid("b2", ADA)
                .bid("b3", ADA)
                .admit();

        assertThat(scenario.grants()).containsExactly("r1", "r2");
        assertThat(scenario.ledger().figures()).isEqualTo(new BudgetFigures(5, 4, 1));
    }

    @Test
    void parksARequestThatIsLargerThanTheBudgetCanBe() {
        Scenario scenario = Scenario.budget(4)
                .request("huge", 5)
                .request("small", 2)
                .bid("b1", ADA)
                .bid("b2", ADA)
                .admit();

        assertThat(scenario.grants()).containsExactly("small");
        scenario.observed(10).admit();
        assertThat(scenario.grants()).containsExactly("huge");
    }

    @Test
    void parksARequestThatIsLargerThanTheBudgetIsNow() {
        Scenario scenario = Scenario.unseen()
                .observed(0, 13, List.of(new ClassSessions("studio", 5)), 0, List.of())
                .request("large", 8)
                .request("small", 1)
                .bid("b1", ADA)
                .bid("b2", ADA)
                .admit();

        assertThat(scenario.grants()).containsExactly("small");
    }

    @Test
    void grantsNothingWhileMoreIsChargedThanTheBudgetAllows() {
        Scenario scenario = Scenario.budget(4)
                .running("r1")
                .running("r2")
                .observed(3)
                .request("r3", 1)
                .bid("b3", ADA)
                .admit()
                .nothingHappened();
        assertThat(scenario.ledger().figures()).isEqualTo(new BudgetFigures(3, 4, -1));

        scenario.succeeded("main-1").admit();
        assertThat(scenario.grants()).containsExactly("r3");
    }

    @Test
    void givesEveryFenceOnce() {
        Scenario scenario =
                Scenario.budget(8).running("r1").succeeded("main-1").rebuilt().running("r2");

        assertThat(scenario.token("main-2").terms().fence()).isEqualTo(2);
    }

    @Test
    void tellsTheNumberOfTheAttempt() {
        Scenario scenario = Scenario.budget(8)
                .running("r1")
                .failed("main-1")
                .ticksAfter(POLICY.firstBackoff())
                .observed(8)
                .bid("b2", ADA)
                .admit();

        assertThat(scenario.last().replies().getFirst().reply())
                .isInstanceOfSatisfying(
                        Reply.Grant.class, grant -> assertThat(grant.attempt()).isEqualTo(2));
    }
}
