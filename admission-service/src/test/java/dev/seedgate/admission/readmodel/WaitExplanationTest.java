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
import dev.seedgate.core.ledger.Bid;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.SeedState;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitExplanationTest {
    private final ClusterEntities cluster = new ClusterEntities();

    @Test
    void anAcceptedSeedIsNotYetRead() {
        Optional<Waiting> waiting = new WaitExplanation(cluster).of(SeedEntry.accepted(request("a", 2, 0)));

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
        cluster.put(live(request, 1, new LiveRequest.Phase.BackingOff(T0.plusSeconds(60))));

        Waiting waiting = explain(request, SeedState.RETRYING).orElseThrow();

        assertThat(waiting.reason()).isEqualTo(Reason.DATABASE_AWAY);
        assertThat(waiting.text()).contains("connection refused");
    }

    @Test
    void aBackOffSaysUntilWhenAndAfterWhat() {
        cluster.put(seen());
        SeedRequest request = request("a", 2, 0);
        LiveRequest failed = queued(request, 1).failed("row 7 is bad", new LiveRequest.Phase.BackingOff(T0));
        cluster.put(failed);

        Waiting waiting = explain(request, SeedState.RETRYING).orElseThrow();

        assertThat(waiting)
                .isEqualTo(new Waiting(
                        Reason.BACK_OFF,
                        null,
                        "attempt 2 of 3 may begin at 2026-01-01T00:00:00Z; the last run: row 7 is bad"));
    }

    @Test
    void withoutABidThatIsLargeEnoughAWorkerIsMissing() {
        cluster.put(seen());
        cluster.put(new Bid("b", WORKER, 0, 1, null, 1, T0));

        assertThat(waitOf(request("a", 2, 0)).reason()).isEqualTo(Reason.NO_WORKER);
    }

    @Test
    void theFirstInLineSaysHowMuchIsFree() {
        cluster.put(seen());
        cluster.put(new Bid("b", WORKER, 0, 100, null, 1, T0));
        cluster.put(token(1, "other", 7));

        assertThat(waitOf(request("a", 2, 0)))
                .isEqualTo(new Waiting(
                        Reason.BUDGET, 1, "1 of 8 connections are free, tokens hold 7; this one is next and needs 2"));
    }

    @Test
    void aSmallOneBehindALargeOneSaysWhoIsBeforeIt() {
        cluster.put(seen());
        cluster.put(new Bid("b", WORKER, 0, 100, null, 1, T0));
        cluster.put(token(1, "other", 4));
        cluster.put(queued(request("large", 6, 0), 1));

        assertThat(waitOf(request("small", 1, 1)))
                .isEqualTo(new Waiting(
                        Reason.BUDGET,
                        2,
                        "4 of 8 connections are free, tokens hold 4; large is before it and needs 6"));
    }

    @Test
    void oneThatTheServerHasBecomeTooSmallForSaysSo() {
        cluster.put(seen());
        cluster.put(new Bid("b", WORKER, 0, 100, null, 1, T0));

        Waiting waiting = waitOf(request("a", 9, 0));

        assertThat(waiting.reason()).isEqualTo(Reason.BUDGET);
        assertThat(waiting.text()).contains("needs 9").contains("more than 8");
    }

    @Test
    void higherPriorityIsBeforeEarlierArrival() {
        cluster.put(seen());
        cluster.put(queued(request("early", 2, 0), 1));
        SeedRequest urgent = new SeedRequest(
                "urgent", "main", "shop", "meyer", 2, 900, 3, request("x", 1, 0).timeout(), Map.of(), null, T0);
        cluster.put(queued(urgent, 2));

        WaitExplanation explanation = new WaitExplanation(cluster);

        assertThat(explanation.of(entry(urgent, SeedState.QUEUED)).orElseThrow().position())
                .isEqualTo(1);
    }

    @Test
    void whoRunsOrHasEndedDoesNotWait() {
        assertThat(explain(request("a", 2, 0), SeedState.RUNNING)).isEmpty();
        assertThat(explain(request("a", 2, 0), SeedState.SUCCEEDED)).isEmpty();
    }

    private Waiting waitOf(SeedRequest request) {
        cluster.put(queued(request, 99));
        return explain(request, SeedState.QUEUED).orElseThrow();
    }

    private Optional<Waiting> explain(SeedRequest request, SeedState state) {
        return new WaitExplanation(cluster).of(entry(request, state));
    }

    private static SeedEntry entry(SeedRequest request, SeedState state) {
        return new SeedEntry(request, status(request, state, null), null);
    }
}
