package dev.seedgate.core.decide;

import static dev.seedgate.core.scenario.Scenario.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.Policy;
import dev.seedgate.core.Reservations;
import dev.seedgate.core.TenantShares;
import dev.seedgate.core.command.Command;
import dev.seedgate.core.event.LedgerEvent.TenantForgotten;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.scenario.Scenario;
import dev.seedgate.protocol.Scheduling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whose turn it is. */
class FairShareTest {
    private static final Duration RUN = Duration.ofSeconds(10);

    private final Scenario scenario = Scenario.budget(2);

    @Test
    void tenantsTakeTurnsHoweverManyRequestsOneHas() {
        for (int i = 1; i <= 4; i++) {
            scenario.request("greedy-" + i, of("greedy"));
        }
        scenario.request("modest-1", of("modest")).request("modest-2", of("modest"));

        assertThat(runAll()).startsWith("greedy-1", "modest-1", "greedy-2", "modest-2", "greedy-3");
    }

    @Test
    void aWeightIsAShare() {
        Scenario weighted = Scenario.with(weights(Map.of("heavy", 3)), new Reservations(List.of(), 0))
                .observed(2);
        for (int i = 1; i <= 6; i++) {
            weighted.request("heavy-" + i, of("heavy")).request("light-" + i, of("light"));
        }

        List<String> first = run(weighted, 8);

        assertThat(first).filteredOn(id -> id.startsWith("heavy")).hasSize(6);
    }

    @Test
    void aHigherPriorityComesBeforeAFairShare() {
        scenario.request("other", of("modest"))
                .request("first", of("greedy"))
                .request("urgent", of("greedy").withPriority(750));
        assertThat(runAll()).containsExactly("urgent", "other", "first");
    }

    @Test
    void whoHasWaitedLongEnoughComesBeforeAFairShare() {
        scenario.request("used", of("greedy"));
        assertThat(runAll()).containsExactly("used");
        scenario.request("old", of("greedy").withPriority(250));
        scenario.passes(LiveRequest.AGEING.multipliedBy(500)).observed(2);
        scenario.request("new", of("modest"));

        assertThat(runAll()).containsExactly("old", "new");
    }

    @Test
    void whoHasWaitedALittleDoesNot() {
        scenario.request("used", of("greedy"));
        assertThat(runAll()).containsExactly("used");
        scenario.request("old", of("greedy"));
        scenario.passes(LiveRequest.AGEING.multipliedBy(200)).observed(2);
        scenario.request("new", of("modest"));

        assertThat(runAll()).containsExactly("new", "old");
    }

    /** Its small ones pass by the large one that it is about; that is no service to it. */
    @Test
    void whoIsOnlyServedByOvertakingRisesAllTheSame() {
        Scenario five = Scenario.budget(5).request("running", 3).bid("b1", ADA).admit();
        Scheduling low = of("modest").withPriority(0);
        five.run(submitted("large", 4, low)).run(submitted("small", 1, low));
        five.bid("b2", ADA).bid("b3", ADA).admit();
        assertThat(five.grants()).containsExactly("small");
        five.passes(Duration.ofMinutes(30)).observed(5).succeeded("main-2");

        five.passes(LiveRequest.AGEING.multipliedBy(250).minusMinutes(30)).observed(5);
        five.run(submitted("other", 4, of("greedy").withPriority(250)));
        five.succeeded("main-1").admit();

        assertThat(five.grants()).containsExactly("large");
    }

    @Test
    void theHeadOfAnOldBacklogKeepsNobodyOut() {
        for (int i = 1; i <= 3; i++) {
            scenario.request("backlog-" + i, of("greedy"));
        }
        assertThat(run(scenario, 1)).containsExactly("backlog-1");
        scenario.passes(LiveRequest.AGEING.multipliedBy(200)).observed(2);
        scenario.request("new", of("modest"));

        String token = "main-" + scenario.ledger().state().fence();
        scenario.succeeded(token).bid("next", ADA).admit();

        assertThat(scenario.grants()).containsExactly("new");
    }

    @Test
    void aPromisedStartHoldsAgainstOtherTenantsOfTheLevel() {
        Scenario five = Scenario.budget(5);
        five.run(submitted("running", 3)).bid("b1", ADA).admit();
        five.run(submitted("large", 4)).run(submitted("small", 1));
        five.bid("b2", ADA).bid("b3", ADA).bid("b4", ADA).admit();
        assertThat(five.grants()).containsExactly("small");
        assertThat(five.live("large").promisedStart()).isPresent();

        five.request("modest-1", of("modest"));

        assertThat(Decider.next(five.ledger(), five.now()).map(LiveRequest::id)).contains("large");
    }

    private static Command submitted(String id, int connections) {
        return submitted(id, connections, of("greedy"));
    }

    private static Command submitted(String id, int connections, Scheduling scheduling) {
        return new Command.Submit(Scenario.seedRequest(id, "new", connections, 3, scheduling));
    }

    @Test
    void aLowPriorityIsServedBeforeWhatComesLongAfterIt() {
        scenario.request("low", 2, 0);
        scenario.passes(LiveRequest.AGEING.multipliedBy(1000).plusMillis(1)).observed(2);
        scenario.request("highest", 2, 1000);

        assertThat(runAll()).containsExactly("low", "highest");
    }

    @Test
    void whatWasUsedLongAgoCountsForNothing() {
        scenario.request("greedy-1", of("greedy"));
        assertThat(runAll()).containsExactly("greedy-1");
        assertThat(scenario.ledger().tenantUse("greedy")).isPresent();

        scenario.ticksAfter(TenantShares.EQUAL.halfLife().multipliedBy(40));

        assertThat(scenario.event(TenantForgotten.class).use().tenant()).isEqualTo("greedy");
        assertThat(scenario.ledger().tenantUse("greedy")).isEmpty();
    }

    private static Scheduling of(String tenant) {
        return Scheduling.DEFAULT.withTenant(tenant);
    }

    private List<String> runAll() {
        return run(scenario, Integer.MAX_VALUE);
    }

    /** Runs one after the other, each for the same time, and says in which order they came. */
    private static List<String> run(Scenario world, int most) {
        List<String> order = new ArrayList<>();
        world.bid("bid-0", ADA).admit();
        while (!world.grants().isEmpty() && order.size() < most) {
            order.addAll(world.grants());
            String token = "main-" + world.ledger().state().fence();
            world.renew(token, ADA).passes(RUN).renew(token, ADA).succeeded(token);
            world.observed(2).bid("bid-" + token, ADA).admit();
        }
        return order;
    }

    private static Policy weights(Map<String, Integer> weights) {
        Policy base = Policy.DEFAULT;
        return new Policy(
                base.lease(),
                base.renewal(),
                base.suspectAfter(),
                base.claim(),
                base.drainGrace(),
                base.firstBackoff(),
                base.maxBackoff(),
                base.maxInterruptions(),
                base.outcomeWindow(),
                base.cancelWindow(),
                base.workerWindow(),
                base.observationWindow(),
                new TenantShares(TenantShares.EQUAL.halfLife(), weights),
                base.thresholds());
    }
}
