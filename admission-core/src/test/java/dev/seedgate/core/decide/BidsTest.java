package dev.seedgate.core.decide;

import static dev.seedgate.core.scenario.Scenario.ADA;
import static dev.seedgate.core.scenario.Scenario.BID_TTL;
import static dev.seedgate.core.scenario.Scenario.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.event.LedgerEvent.BidClosed;
import dev.seedgate.core.event.LedgerEvent.BidOpened;
import dev.seedgate.core.event.LedgerEvent.BidRenewed;
import dev.seedgate.core.event.LedgerEvent.WorkerSeen;
import dev.seedgate.core.event.LedgerEvent.WorkerSuperseded;
import dev.seedgate.core.ledger.Bid;
import dev.seedgate.core.scenario.Scenario;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BidsTest {
    private static final WorkerId ADA_AGAIN = new WorkerId("ada", "2");

    @Test
    void aFirstBidMakesItsWorkerKnown() {
        Scenario scenario = Scenario.unseen().bid("b1", ADA, 4).happened(WorkerSeen.class, BidOpened.class);

        assertThat(scenario.ledger().bid("b1"))
                .contains(new Bid(
                        "b1",
                        ADA,
                        Scenario.ADAS_PARTITION,
                        4,
                        List.of(),
                        null,
                        2,
                        scenario.now().plus(BID_TTL)));
    }

    @Test
    void aFurtherBidOfAKnownWorkerIsOnlyABid() {
        Scenario.unseen().bid("b1", ADA).bid("b2", ADA).happened(BidOpened.class);
    }

    @Test
    void theSameBidAgainKeepsItsPlaceAndLivesLonger() {
        Scenario scenario = Scenario.unseen()
                .bid("b1", ADA)
                .bid("b2", BOB)
                .passes(Duration.ofSeconds(10))
                .bid("b1", ADA)
                .happened(BidRenewed.class);

        assertThat(scenario.ledger().bids()).extracting(Bid::id).containsExactly("b1", "b2");
        assertThat(scenario.ledger().bid("b1").orElseThrow().expiresAt())
                .isEqualTo(scenario.now().plus(BID_TTL));
    }

    @Test
    void aBidOfASupersededProcessIsRefused() {
        Scenario scenario = Scenario.unseen()
                .bid("b1", ADA)
                .announce(ADA_AGAIN)
                .bid("b2", ADA)
                .rejected(Rejection.SUPERSEDED_WORKER)
                .replied(new Reply.Refusal("main", ADA, "b2", "a newer process runs as worker ada"));

        assertThat(scenario.ledger().bids()).isEmpty();
    }

    @Test
    void aBidOfANewProcessReplacesWhatTheOldOneWaitedFor() {
        Scenario scenario = Scenario.unseen()
                .bid("b1", ADA)
                .bid("b2", ADA)
                .bid("b3", ADA_AGAIN)
                .happened(WorkerSuperseded.class, BidClosed.class, BidClosed.class, BidOpened.class);

        assertThat(scenario.ledger().bids()).extracting(Bid::id).containsExactly("b3");
    }

    @Test
    void aNewProcessMayUseTheIdOfABidThatItsPredecessorLeft() {
        Scenario scenario = Scenario.unseen()
                .bid("b1", ADA)
                .bid("b1", ADA_AGAIN)
                .happened(WorkerSuperseded.class, BidClosed.class, BidOpened.class);

        assertThat(scenario.ledger().bid("b1").orElseThrow().worker()).isEqualTo(ADA_AGAIN);
    }

    @Test
    void anotherWorkersBidIdIsRefused() {
        Scenario scenario = Scenario.unseen()
                .bid("b1", ADA)
                .bid("b1", BOB)
                .rejected(Rejection.NOT_THE_HOLDER)
                .replied(new Reply.Refusal("main", BOB, "b1", "another worker waits under this bid's id"));

        assertThat(scenario.ledger().bid("b1").orElseThrow().worker()).isEqualTo(ADA);
    }

    @Test
    void aRenewalThatCrossedItsGrantIsNotAnotherWait() {
        Scenario.budget(8)
                .granted("r1")
                .request("r2", 2)
                .bid("bid-of-r1", ADA)
                .nothingHappened()
                .admit()
                .nothingHappened()
                .renew("main-1", ADA)
                .bid("bid-of-r1", ADA)
                .nothingHappened();
    }

    @Test
    void withdrawingClosesABid() {
        Scenario scenario = Scenario.unseen().bid("b1", ADA).withdraw("b1", ADA).happened(BidClosed.class);

        assertThat(scenario.ledger().bids()).isEmpty();
    }

    @Test
    void onlyItsOwnWorkerCanWithdrawABid() {
        Scenario.unseen()
                .bid("b1", ADA)
                .withdraw("b1", BOB)
                .rejected(Rejection.UNKNOWN_BID)
                .withdraw("b1", ADA_AGAIN)
                .rejected(Rejection.UNKNOWN_BID);
    }

    @Test
    void aGrantedBidCannotBeWithdrawn() {
        Scenario.budget(8).granted("r1").withdraw("bid-of-r1", ADA).rejected(Rejection.UNKNOWN_BID);
    }
}
