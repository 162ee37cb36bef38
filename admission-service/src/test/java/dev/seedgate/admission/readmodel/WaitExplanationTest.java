package dev.seedgate.admission.readmodel;

import static dev.seedgate.admission.Requests.T0;
import static dev.seedgate.admission.Requests.WORKER;
import static dev.seedgate.admission.Requests.live;
import static dev.seedgate.admission.Requests.queued;
import static dev.seedgate.admission.Requests.request;
import static dev.seedgate.admission.Requests.seen;
import static dev.seedgate.admission.Requests.status;
import static dev.seedgate.admission.Requests.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.admission.readmodel.Waiting.Reason;
import dev.seedgate.core.Policy;
import dev.seedgate.core.ledger.Bid;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.ledger.Hold;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.protocol.BudgetFigures;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.SeedState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitExplanationTest {
    /** What every request in this test is expected to take, as nothing is known of it. */
    private static final Duration RUN = request("any", 1, 0).timeout();

    private static final Scheduling MEYER = Scheduling.DEFAULT.withConcurrencyKey("meyer");

    private final ClusterEntities cluster = new ClusterEntities("main", Policy.DEFAULT);

    /** Whatever the situation was: the numbers are those of the explanations. */
    @AfterEach
    void theCountsAgreeWithTheExplanations() {
        Map<Reason, Integer> explained = new EnumMap<>(Reason.class);
        WaitExplanation explanation = new WaitExplanation(cluster, T0);
        cluster.requests().stream()
                .flatMap(live -> explanation.of(entry(live)).stream())
                .forEach(waiting -> explained.merge(waiting.reason(), 1, Integer::sum));

        ClusterLoad load = Loads.of(cluster, 0, T0);

        for (Reason reason : Reason.values()) {
            assertThat(load.waiting(reason)).as(reason.name()).isEqualTo(explained.getOrDefault(reason, 0));
        }
    }

    private static SeedEntry entry(LiveRequest live) {
        return new SeedEntry(
                live.request(),
                status(live.request(), live.isRunning() ? SeedState.RUNNING : SeedState.QUEUED, null),
                null);
    }

    @Test
    void connectionsThatStandIdleAreThoseThatCandidatesFitInto() {
        cluster.put(seen());
        running(1, request("other", 3, 0));
        for (int i = 0; i < 5; i++) {
            cluster.put(queued(request("a" + i, 2, i), i + 2));
        }

        assertThat(Loads.of(cluster, 7, T0).usable()).isEqualTo(4);
        assertThat(Loads.of(cluster, 7, T0).waiting(Reason.NOT_YET_READ)).isEqualTo(7);
        assertThat(Loads.of(cluster, 0, T0).figures()).isEqualTo(new BudgetFigures(8, 3, 5));
    }

    @Test
    void anAcceptedSeedIsNotYetRead() {
        Optional<Waiting> waiting = new WaitExplanation(cluster, T0).of(SeedEntry.accepted(request("a", 2, 0)));

        assertThat(waiting).map(Waiting::reason).contains(Reason.NOT_YET_READ);
    }

    @Test
    void withoutAnObservationTheDatabaseIsAway() {
        cluster.put(ClusterState.initial(T0));

        assertThat(waitOf(request("a", 2, 0)).reason()).isEqualTo(Reason.DATABASE_AWAY);
    }

    @Test
    void anUnreachableDatabaseComesBeforeABackOff() {
        cluster.put(seen().withUnreachable("connection refused"));
        SeedRequest request = request("a", 2, 0);
        cluster.put(live(request, 1, new Phase.BackingOff(T0.plusSeconds(60))));

        Waiting waiting = explain(request, SeedState.RETRYING).orElseThrow();

        assertThat(waiting.reason()).isEqualTo(Reason.DATABASE_AWAY);
        assertThat(waiting.text()).contains("connection refused");
    }

    @Test
    void aBackOffSaysUntilWhenAndAfterWhat() {
        cluster.put(seen());
        bid(100);
        SeedRequest request = request("a", 2, 0);
        Instant until = T0.plusSeconds(60);
        cluster.put(queued(request, 1).failed("row 7 is bad", new Phase.BackingOff(until)));

        assertThat(explain(request, SeedState.RETRYING))
                .contains(new Waiting(
                        Reason.BACK_OFF,
                        1,
                        List.of(),
                        until,
                        until,
                        "attempt 2 of 3 may begin at 2026-01-01T00:01:00Z; the last run: row 7 is bad"));
    }

    @Test
    void aHeldClusterSaysWhoHeldItAndNoTime() {
        cluster.put(seen().withHold(new Hold("ada", "migration", T0)));
        bid(100);

        assertThat(waitOf(request("a", 2, 0)))
                .isEqualTo(new Waiting(
                        Reason.HELD,
                        1,
                        List.of(),
                        null,
                        null,
                        "ada stopped the granting at 2026-01-01T00:00:00Z: migration"));
    }

    @Test
    void withoutABidThatIsLargeEnoughAWorkerIsMissing() {
        cluster.put(seen());
        bid(1);

        assertThat(waitOf(request("a", 2, 0)).reason()).isEqualTo(Reason.NO_WORKER);
    }

    @Test
    void whoLacksConnectionsSaysWhoHasThemAndForHowLong() {
        cluster.put(seen());
        bid(100);
        running(1, request("other", 7, 0));

        assertThat(waitOf(request("a", 2, 0)))
                .isEqualTo(new Waiting(
                        Reason.BUDGET,
                        1,
                        List.of("main-1"),
                        T0.plus(RUN),
                        T0.plus(RUN),
                        "it needs 2, and 1 of 8 connections are free; tokens hold 7: 7 main-1 (meyer) until about"
                                + " 2026-01-01T00:10:00Z"));
    }

    @Test
    void whoWouldFitButMayNotOvertakeSaysForWhomTheConnectionsAreKept() {
        cluster.put(seen());
        bid(100);
        running(1, request("other", 4, 0));
        cluster.put(queued(request("large", 8, 0), 1));

        assertThat(waitOf(request("small", 1, 1)))
                .isEqualTo(new Waiting(
                        Reason.RESERVATION,
                        2,
                        List.of("large"),
                        T0.plus(RUN.multipliedBy(2)),
                        T0.plus(RUN.multipliedBy(2)),
                        "the 4 free connections are kept for large (meyer), which needs 8"));
    }

    @Test
    void whoIsBehindItsConcurrencyKeySaysBehindWhom() {
        cluster.put(seen());
        bid(100);
        running(1, request("other", 2, 0).with(MEYER));

        assertThat(waitOf(request("a", 2, 0).with(MEYER)))
                .isEqualTo(new Waiting(
                        Reason.CONCURRENCY_KEY,
                        1,
                        List.of("other"),
                        T0.plus(RUN),
                        T0.plus(RUN),
                        "of the concurrency key meyer one runs at a time, and other runs until about"
                                + " 2026-01-01T00:10:00Z"));
    }

    @Test
    void whoFollowsOthersSaysWhom() {
        cluster.put(seen());
        bid(100);
        running(1, request("other", 2, 0));
        SeedRequest request = request("a", 2, 0).with(Scheduling.DEFAULT.withAfter(List.of("other")));
        cluster.put(live(request, 2, new Phase.Following(List.of("other"))));

        assertThat(explain(request, SeedState.QUEUED))
                .contains(new Waiting(
                        Reason.PREDECESSOR, 1, List.of("other"), T0.plus(RUN), T0.plus(RUN), "it runs after other"));
    }

    @Test
    void whoIsNotToStartYetSaysWhen() {
        cluster.put(seen());
        bid(100);
        Instant later = T0.plusSeconds(90);
        SeedRequest request = request("a", 2, 0).with(Scheduling.DEFAULT.withNotBefore(later));
        cluster.put(live(request, 2, new Phase.Postponed(later)));

        assertThat(explain(request, SeedState.QUEUED))
                .contains(new Waiting(
                        Reason.NOT_BEFORE,
                        1,
                        List.of(),
                        later,
                        later,
                        "it is not to start before 2026-01-01T00:01:30Z"));
    }

    @Test
    void oneThatTheServerHasBecomeTooSmallForSaysSo() {
        cluster.put(seen());
        bid(100);

        Waiting waiting = waitOf(request("a", 9, 0));

        assertThat(waiting.reason()).isEqualTo(Reason.BUDGET);
        assertThat(waiting.text()).contains("needs 9").contains("more than 8");
    }

    @Test
    void higherPriorityIsBeforeEarlierArrival() {
        cluster.put(seen());
        bid(100);
        running(1, request("other", 8, 0));
        cluster.put(queued(request("early", 2, 0), 1));

        assertThat(waitOf(request("urgent", 2, 0).with(Scheduling.DEFAULT.withPriority(900)))
                        .position())
                .isEqualTo(1);
    }

    @Test
    void whoRunsOrHasEndedDoesNotWait() {
        assertThat(explain(request("a", 2, 0), SeedState.RUNNING)).isEmpty();
        assertThat(explain(request("a", 2, 0), SeedState.SUCCEEDED)).isEmpty();
    }

    private void bid(int maxConnections) {
        cluster.put(new Bid("b", WORKER, 0, maxConnections, List.of(), null, 1, T0));
    }

    private void running(long fence, SeedRequest request) {
        LiveRequest running = live(request, fence, Phase.Running.started("main-" + fence, WORKER.name(), T0, false));
        cluster.put(running);
        cluster.put(token(fence, request.id(), request.connections()));
    }

    private Waiting waitOf(SeedRequest request) {
        cluster.put(queued(request, 99));
        return explain(request, SeedState.QUEUED).orElseThrow();
    }

    private Optional<Waiting> explain(SeedRequest request, SeedState state) {
        return new WaitExplanation(cluster, T0).of(entry(request, state));
    }

    private static SeedEntry entry(SeedRequest request, SeedState state) {
        return new SeedEntry(request, status(request, state, null), null);
    }
}
