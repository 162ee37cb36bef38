package dev.seedgate.admission.readmodel;

import static dev.seedgate.admission.Requests.progress;
import static dev.seedgate.admission.Requests.request;
import static dev.seedgate.admission.Requests.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeedsTest {
    private static final SeedFilter ALL = new SeedFilter(null, null, null, null, null);

    private final Seeds seeds = new Seeds(2);

    @Test
    void whatIsAcceptedNeverReplacesWhatTheLedgerSaid() {
        SeedRequest request = request("a", 2, 0);
        seeds.status(status(request, SeedState.RUNNING, "main-1"));

        seeds.accepted(request);

        assertThat(seeds.find("a").orElseThrow().state()).isEqualTo(SeedState.RUNNING);
    }

    @Test
    void progressCountsOnlyUnderTheTokenThatRuns() {
        SeedRequest request = request("a", 2, 0);
        seeds.status(status(request, SeedState.RUNNING, "main-2"));

        seeds.progress(progress("a", "main-1", 7));
        assertThat(seeds.find("a").orElseThrow().progress()).isNull();

        seeds.progress(progress("a", "main-2", 8));
        assertThat(seeds.find("a").orElseThrow().progress()).isEqualTo(progress("a", "main-2", 8));
    }

    @Test
    void progressEndsWithTheRun() {
        SeedRequest request = request("a", 2, 0);
        seeds.status(status(request, SeedState.RUNNING, "main-1"));
        seeds.progress(progress("a", "main-1", 7));

        seeds.status(status(request, SeedState.QUEUED, null));

        assertThat(seeds.find("a").orElseThrow().progress()).isNull();
    }

    @Test
    void knowsWhoWasCancelledBecauseOfWhomUntilTheyLiveAgain() {
        cancelled("b", "a");
        cancelled("c", "b");
        assertThat(seeds.cancelledBecauseOf("a"))
                .extracting(entry -> entry.request().id())
                .containsExactly("b", "c");

        seeds.status(status(request("b", 2, 0), SeedState.QUEUED, null));

        assertThat(seeds.cancelledBecauseOf("a")).isEmpty();
        assertThat(seeds.cancelledBecauseOf("b")).hasSize(1);
    }

    private void cancelled(String id, String becauseOf) {
        SeedRequest request = request(id, 2, 0);
        Instant at = request.acceptedAt();
        seeds.status(new SeedStatus(
                request,
                SeedState.CANCELLED,
                1,
                0,
                null,
                null,
                null,
                null,
                null,
                "why",
                becauseOf,
                at,
                null,
                at,
                null,
                at));
    }

    @Test
    void forgetsTheFinishedThatEndedFirstAndNothingUnfinished() {
        seeds.accepted(request("waiting", 2, 0));
        for (int i = 1; i <= 4; i++) {
            seeds.status(status(request("done-" + i, 2, i), SeedState.SUCCEEDED, null));
        }

        assertThat(seeds.matching(ALL))
                .extracting(entry -> entry.request().id())
                .containsExactly("done-4", "done-3", "waiting");
    }

    @Test
    void aForgottenSeedsRequestDoesNotComeBackAsAWaitingOne() {
        for (int i = 1; i <= 3; i++) {
            seeds.status(status(request("done-" + i, 2, i), SeedState.SUCCEEDED, null));
        }

        seeds.accepted(request("done-1", 2, 1));

        assertThat(seeds.find("done-1")).isEmpty();
    }

    @Test
    void isListedOnceEvenWhenTheLedgerKnowsAnotherTimeOfAcceptance() {
        seeds.accepted(request("a", 2, 0));

        seeds.status(status(request("a", 2, 5), SeedState.QUEUED, null));

        assertThat(seeds.matching(ALL)).hasSize(1);
    }

    @Test
    void aRemovedSeedIsGoneFromEveryIndex() {
        seeds.status(status(request("a", 2, 0), SeedState.SUCCEEDED, null));

        seeds.remove("a");

        assertThat(seeds.find("a")).isEmpty();
        assertThat(seeds.matching(ALL)).isEmpty();
    }
}
