package dev.seedgate.core.decide;

import static dev.seedgate.core.scenario.Scenario.ADA;
import static dev.seedgate.core.scenario.Scenario.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.Policy;
import dev.seedgate.core.event.LedgerEvent.LeaseRenewed;
import dev.seedgate.core.event.LedgerEvent.TokenClaimed;
import dev.seedgate.core.event.LedgerEvent.TokenSuspected;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.scenario.Scenario;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeasesTest {
    private static final Policy POLICY = Policy.DEFAULT;

    @Test
    void theFirstRenewalClaimsTheGrant() {
        Scenario scenario =
                Scenario.budget(8).granted("r1").renew("main-1", ADA).happened(TokenClaimed.class);

        assertThat(scenario.token("main-1")).isEqualTo(activeFrom(scenario.now(), scenario));
    }

    @Test
    void aLeaseIsCountedFromWhenTheBrokerTookTheRenewal() {
        Scenario scenario = Scenario.budget(8).running("r1");
        Instant appendedAt = scenario.now().plusSeconds(5);
        scenario.passes(Duration.ofSeconds(9)).renew("main-1", ADA, appendedAt).happened(LeaseRenewed.class);

        assertThat(scenario.token("main-1")).isEqualTo(activeFrom(appendedAt, scenario));
    }

    @Test
    void aLeaseIsNeverCountedFromTheFuture() {
        Scenario scenario = Scenario.budget(8).granted("r1");
        scenario.renew("main-1", ADA, scenario.now().plusSeconds(60));

        assertThat(scenario.token("main-1")).isEqualTo(activeFrom(scenario.now(), scenario));
    }

    @Test
    void aRenewalThatIsReadTwiceOrLateDoesNotShortenALease() {
        Scenario scenario = Scenario.budget(8).running("r1");
        Instant first = scenario.now();
        scenario.passes(Duration.ofSeconds(5)).renew("main-1", ADA);

        scenario.renew("main-1", ADA, first)
                .nothingHappened()
                .renew("main-1", ADA)
                .nothingHappened();
        assertThat(scenario.token("main-1")).isEqualTo(activeFrom(scenario.now(), scenario));
    }

    @Test
    void aSuspectThatRenewsIsActiveAgain() {
        Scenario scenario = Scenario.budget(8)
                .running("r1")
                .ticksAfter(POLICY.suspectAfter())
                .happened(TokenSuspected.class)
                .renew("main-1", ADA)
                .happened(LeaseRenewed.class);

        assertThat(scenario.token("main-1")).isEqualTo(activeFrom(scenario.now(), scenario));
    }

    @Test
    void anOldRenewalDoesNotClearASuspicion() {
        Scenario scenario = Scenario.budget(8).running("r1");
        Instant claimed = scenario.now();
        scenario.ticksAfter(POLICY.suspectAfter()).renew("main-1", ADA, claimed).nothingHappened();

        assertThat(scenario.token("main-1")).isInstanceOf(Token.Suspect.class);
    }

    @Test
    void anUnknownTokenCannotBeRenewed() {
        Scenario.budget(8)
                .renew("main-1", ADA)
                .rejected(Rejection.UNKNOWN_TOKEN)
                .repliedNothing();
    }

    @Test
    void onlyTheHolderRenews() {
        Scenario.budget(8)
                .running("r1")
                .renew("main-1", BOB)
                .rejected(Rejection.NOT_THE_HOLDER)
                .renew("main-1", new WorkerId("ada", "2"))
                .rejected(Rejection.NOT_THE_HOLDER);
    }

    @Test
    void aDrainingTokenCannotBeRenewedAndItsHolderIsToldAgain() {
        Scenario scenario = Scenario.budget(8)
                .running("r1")
                .ticksAfter(POLICY.lease())
                .renew("main-1", ADA)
                .rejected(Rejection.DRAINING_TOKEN)
                .replied(new Reply.Revocation("main", ADA, "main-1", "its lease is over"));

        assertThat(scenario.token("main-1")).isInstanceOf(Token.Draining.class);
    }

    private static Token.Active activeFrom(Instant renewed, Scenario scenario) {
        return new Token.Active(
                scenario.token("main-1").terms(), renewed.plus(POLICY.suspectAfter()), renewed.plus(POLICY.lease()));
    }
}
