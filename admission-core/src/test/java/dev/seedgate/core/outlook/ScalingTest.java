package dev.seedgate.core.outlook;

import static dev.seedgate.core.scenario.Scenario.ADA;
import static dev.seedgate.core.scenario.Scenario.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.scenario.Scenario;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ScalingTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SOON = MINUTE;

    private final Scenario scenario = Scenario.budget(8);

    @Test
    void wantsNobodyWhenNothingWaitsNorRuns() {
        scenario.bid("idle", ADA);

        assertThat(scaling()).isEqualTo(new Scaling(new TreeSet<>(), 0, 0, 0, 0, 0));
        assertThat(scaling().workers(2)).isZero();
    }

    @Test
    void wantsAsManyAsTheBudgetFeedsHoweverManyWait() {
        for (int i = 0; i < 100; i++) {
            scenario.request("r" + i, 2, MINUTE.multipliedBy(5));
        }

        assertThat(scaling()).isEqualTo(new Scaling(new TreeSet<>(), 0, 4, 0, 4, 4));
        assertThat(scaling().workers(2)).isEqualTo(2);
    }

    @Test
    void wantsNobodyForWhatIsLargerThanTheBudget() {
        scenario.request("too large", 9, MINUTE);

        assertThat(scaling().workers(2)).isZero();
    }

    @Test
    void countsRunsAndWhatFitsBesideThem() {
        scenario.request("running", 4, MINUTE.multipliedBy(5)).bid("b1", ADA).admit();
        scenario.request("a", 2, MINUTE.multipliedBy(5))
                .request("b", 2, MINUTE.multipliedBy(5))
                .request("c", 2, MINUTE.multipliedBy(5));

        Scaling scaling = scaling();

        assertThat(scaling.busy()).containsExactly("ada");
        assertThat(scaling).isEqualTo(new Scaling(scaling.busy(), 1, 2, 0, 3, 4));
        assertThat(scaling.workers(1)).isEqualTo(3);
        assertThat(scaling.workers(2)).isEqualTo(2);
    }

    /** A worker takes a while to come: what will be free by then counts. */
    @Test
    void countsWhatStartsSoonWhenALargeRunEnds() {
        scenario.request("large", 8, SOON.dividedBy(2)).bid("b1", ADA).admit();
        for (int i = 0; i < 10; i++) {
            scenario.request("r" + i, 2, MINUTE.multipliedBy(5));
        }

        Scaling scaling = scaling();

        assertThat(scaling.running()).isEqualTo(1);
        assertThat(scaling.startableNow()).isZero();
        assertThat(scaling.startableSoon()).isEqualTo(4);
        assertThat(scaling.seeds()).isEqualTo(4);
        assertThat(at(Duration.ZERO, WorkerKind.ANY).seeds()).isEqualTo(1);
    }

    @Test
    void knowsWhoseTimeComesSoonAndWhoFollowsWhom() {
        scenario.request(
                        "later", Scheduling.DEFAULT.withNotBefore(scenario.now().plus(SOON)))
                .request(
                        "much later",
                        Scheduling.DEFAULT.withNotBefore(scenario.now().plus(SOON.multipliedBy(2))))
                .request("first", Scheduling.DEFAULT)
                .request("follower", Scheduling.DEFAULT.withAfter(List.of("first")))
                .request("same key", Scheduling.DEFAULT.withConcurrencyKey("meyer"))
                .request("same key again", Scheduling.DEFAULT.withConcurrencyKey("meyer"));

        Scaling scaling = scaling();

        assertThat(scaling.startableNow()).isEqualTo(2);
        assertThat(scaling.startableSoon()).isEqualTo(1);
    }

    @Test
    void neverWantsFewerThanAreBusy() {
        scenario.request("a", 1).request("b", 1).bid("b1", ADA).bid("b2", BOB).admit();

        assertThat(scaling().busy()).containsExactly("ada", "bob");
        assertThat(scaling().workers(2)).isEqualTo(2);
    }

    @Test
    void aTokenThatSomebodyHoldsThemselvesNeedsNoWorkerButItsConnectionsAreGone() {
        WorkerId holder = new WorkerId("laptop", "1");
        scenario.holds("psql", holder, 6).awaits("another", new WorkerId("laptop", "2"), 1);
        scenario.request("a", 2, MINUTE).request("b", 2, MINUTE);

        Scaling scaling = at(Duration.ZERO, WorkerKind.ANY);

        assertThat(scaling.busy()).isEmpty();
        assertThat(scaling.seeds()).isLessThanOrEqualTo(1);
    }

    @Test
    void wantsOnlyWhoIsBusyWhileNothingIsGranted() {
        scenario.running("running").request("next", 2, MINUTE).hold("ada", "a migration");
        assertThat(scaling().seeds()).isEqualTo(1);
        assertThat(scaling().workers(2)).isEqualTo(1);

        scenario.resume("ada");
        assertThat(scaling().seeds()).isEqualTo(2);

        scenario.unreachable("connection refused");
        assertThat(scaling().seeds()).isEqualTo(1);
    }

    @Test
    void wantsNobodyOfAClusterThatWasNeverSeen() {
        Scenario unseen = Scenario.unseen().request("a", 2, MINUTE);

        assertThat(Scaling.of(
                                unseen.ledger(),
                                List.of(unseen.live("a")),
                                unseen.now(),
                                new Scaling.Question(WorkerKind.ANY, SOON))
                        .workers(2))
                .isZero();
    }

    @Test
    void tellsWorkersApartByTheirLabels() {
        List<String> bigDisk = List.of("big-disk");
        scenario.request("plain", Scheduling.DEFAULT)
                .request("big-1", Scheduling.DEFAULT.withLabels(bigDisk))
                .request("big-2", Scheduling.DEFAULT.withLabels(bigDisk));

        assertThat(at(SOON, WorkerKind.ANY).seeds()).isEqualTo(3);
        assertThat(at(SOON, new WorkerKind(List.of())).seeds()).isEqualTo(1);
        assertThat(at(SOON, new WorkerKind(bigDisk)).seeds()).isEqualTo(2);
        assertThat(at(SOON, new WorkerKind(List.of("gpu"))).seeds()).isZero();
    }

    @Test
    void aRunBelongsToTheWorkerThatItIsOn() {
        scenario.request("plain", Scheduling.DEFAULT)
                .bid("b1", ADA, 100, List.of("big-disk"))
                .admit();

        assertThat(at(SOON, new WorkerKind(List.of("big-disk"))).busy()).containsExactly("ada");
        assertThat(at(SOON, new WorkerKind(List.of())).busy()).isEmpty();
    }

    @Test
    void seesHowManySlotsTheWorkersHave() {
        scenario.request("a", 1).bid("a1", ADA).bid("a2", ADA).admit().bid("b1", BOB);

        WorkersPresent present = WorkersPresent.of(scenario.ledger(), WorkerKind.ANY);

        assertThat(present.slots()).containsOnlyKeys("ada", "bob").containsEntry("ada", 2);
        assertThat(present.slotsOfEach()).hasValue(2);
        assertThat(WorkersPresent.together(List.of()).slotsOfEach()).isEqualTo(OptionalInt.empty());
    }

    /** A worker has its slots for each cluster that it serves. */
    @Test
    void ofSeveralClustersTheOneThatNeedsMostCounts() {
        Scaling one = new Scaling(new TreeSet<>(List.of("ada", "bob")), 2, 3, 0, 5, 8);
        Scaling other = new Scaling(new TreeSet<>(List.of("bob", "cleo")), 2, 0, 0, 2, 8);

        assertThat(Scaling.workers(List.of(one, other), 1)).isEqualTo(5);
        assertThat(Scaling.workers(List.of(one, other), 2)).isEqualTo(3);
        assertThat(Scaling.workers(List.of(one, other), 9)).isEqualTo(3);
        assertThatIllegalArgumentException().isThrownBy(() -> one.workers(0)).withMessageContaining("slots");
    }

    @Test
    void leavesTheLedgerAsItWas() {
        scenario.running("running").request("next", 2, MINUTE);

        scaling();

        assertThat(scenario.ledger().takeChanges()).isEmpty();
        assertThat(scenario.ledger().bids()).isEmpty();
    }

    private Scaling scaling() {
        return at(SOON, WorkerKind.ANY);
    }

    private Scaling at(Duration within, WorkerKind kind) {
        List<LiveRequest> waiting = scenario.stored().values().stream()
                .filter(LiveRequest.class::isInstance)
                .map(LiveRequest.class::cast)
                .filter(live -> !live.isRunning())
                .toList();
        return Scaling.of(scenario.ledger(), waiting, scenario.now(), new Scaling.Question(kind, within));
    }
}
