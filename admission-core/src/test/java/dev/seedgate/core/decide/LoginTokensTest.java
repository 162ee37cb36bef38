package dev.seedgate.core.decide;

import static dev.seedgate.core.scenario.Scenario.ADA;
import static dev.seedgate.core.scenario.Scenario.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.command.Command;
import dev.seedgate.core.event.LedgerEvent.BidClosed;
import dev.seedgate.core.event.LedgerEvent.BidOpened;
import dev.seedgate.core.event.LedgerEvent.ServerObserved;
import dev.seedgate.core.event.LedgerEvent.TokenDrained;
import dev.seedgate.core.event.LedgerEvent.WorkerSeen;
import dev.seedgate.core.scenario.Scenario;
import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.ClusterObservation.Look;
import dev.seedgate.protocol.ClusterObservation.Seen;
import dev.seedgate.protocol.ClusterObservation.ServerSettings;
import dev.seedgate.protocol.Enforcement;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.WorkerId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tokens that are login roles. */
class LoginTokensTest {
    private static final String VERIFIER = "SCRAM-SHA-256$4096:c2FsdHNhbHRzYWx0c2FsdA==$"
            + "a0V5a0V5a0V5a0V5a0V5a0V5a0V5a0V5a0V5a0V5a0U=:c0V5c0V5c0V5c0V5c0V5c0V5c0V5c0V5c0V5c0V5c0U=";

    @Test
    void carryTheVerifierOfTheBidThatGotThem() {
        Scenario scenario = Scenario.unseen()
                .observe(seen(Enforcement.ROLE))
                .request("r1", 2)
                .run(bid("b1", ADA, VERIFIER))
                .admit();

        assertThat(scenario.token("main-1").terms().verifier()).isEqualTo(VERIFIER);
        assertThat(scenario.token("main-1").terms().enforcement()).isEqualTo(Enforcement.ROLE);
        assertThat(scenario.last().replies())
                .singleElement()
                .extracting(addressed -> ((Reply.Grant) addressed.reply()).enforcement())
                .isEqualTo(Enforcement.ROLE);
    }

    @Test
    void underATagTheVerifierOfABidIsNotUsed() {
        Scenario scenario = Scenario.unseen()
                .observe(seen(Enforcement.TAG))
                .request("r1", 2)
                .run(bid("b1", ADA, VERIFIER))
                .admit();

        assertThat(scenario.token("main-1").terms().enforcement()).isEqualTo(Enforcement.TAG);
    }

    @Test
    void aBidWithoutAVerifierIsRefused() {
        Scenario scenario =
                Scenario.unseen().observe(seen(Enforcement.ROLE)).bid("b1", ADA).rejected(Rejection.NO_VERIFIER);

        assertThat(scenario.last().replies())
                .singleElement()
                .satisfies(addressed -> assertThat(addressed.reply()).isInstanceOf(Reply.Refusal.class));
    }

    @Test
    void bidsWithoutAVerifierAreClosedWhenTokensBecomeLoginRoles() {
        Scenario scenario = Scenario.unseen()
                .bid("b1", ADA)
                .run(bid("b2", BOB, VERIFIER))
                .happened(WorkerSeen.class, BidOpened.class)
                .observe(seen(Enforcement.ROLE))
                .happened(ServerObserved.class, BidClosed.class);

        assertThat(scenario.event(BidClosed.class).bid().id()).isEqualTo("b1");
    }

    /** The agent shuts the role at once, so there is nothing to wait for: the holder can open no more. */
    @Test
    void absenceIsProvenWithoutWaitingForTheHoldersLease() {
        Scenario scenario = Scenario.unseen()
                .observe(seen(Enforcement.ROLE))
                .request("r1", 2)
                .run(bid("b1", ADA, VERIFIER))
                .admit()
                .cancel("r1");

        assertThat(scenario.event(TokenDrained.class).token().holderUntil()).isNull();
    }

    /** Their role's limit would have to fall between the closing of sessions and the freeing of slots. */
    @Test
    void neverGetMoreThanTheyWereGranted() {
        assertThat(grownAfterAWhile(Enforcement.TAG)).isEqualTo(6);
        assertThat(grownAfterAWhile(Enforcement.ROLE)).isEqualTo(2);
    }

    private static int grownAfterAWhile(Enforcement enforcement) {
        Scenario scenario = Scenario.unseen()
                .observe(seen(enforcement, 1))
                .request("r1", Scheduling.DEFAULT.withMaxConnections(6))
                .run(bid("b1", ADA, VERIFIER))
                .admit()
                .renew("main-1", ADA);
        scenario.passes(Sizing.IDLE).observe(seen(enforcement, 2)).admit();
        return scenario.token("main-1").terms().connections();
    }

    private static Command bid(String id, WorkerId worker, String verifier) {
        return new Command.OpenBid(
                new BidMessage.Acquire("main", id, worker, 0, 100, List.of(), Scenario.BID_TTL, verifier));
    }

    private static Seen seen(Enforcement enforcement) {
        return seen(enforcement, 1);
    }

    private static Seen seen(Enforcement enforcement, long look) {
        return new Seen(
                "main",
                0,
                new Look("agent", look),
                new ServerSettings(8, 0, 0, null),
                enforcement,
                List.of(),
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
