package dev.seedgate.admission.advice;

import static dev.seedgate.admission.advice.Lines.REQUEST;
import static dev.seedgate.admission.advice.Lines.at;
import static dev.seedgate.admission.advice.Lines.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.advice.PastRequest;
import dev.seedgate.core.advice.PastRequest.End;
import dev.seedgate.core.advice.PastRequest.Run;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestLifeTest {
    private static SeedStatus status(
            SeedState state, int attempt, @Nullable Instant started, @Nullable Instant finished) {
        SeedRequest request = new SeedRequest(
                REQUEST,
                "main",
                "shop",
                "meyer",
                2,
                SeedRequest.DEFAULT_ATTEMPTS,
                Duration.ofMinutes(30),
                Map.of("day", "monday"),
                Scheduling.DEFAULT,
                at(0));
        return new SeedStatus(
                request, state, attempt, 0, null, null, null, null, null, "x", null, at(5), started, finished, null,
                at(0));
    }

    private static SeedStatus succeeded(double at) {
        return status(SeedState.SUCCEEDED, 1, at(at - 1), at(at));
    }

    private static PastRequest of(SeedStatus status, Object... timesAndEvents) {
        RequestLife life = new RequestLife();
        for (int i = 0; i < timesAndEvents.length; i += 2) {
            life.line(line(((Number) timesAndEvents[i]).doubleValue(), (String) timesAndEvents[i + 1]));
        }
        return life.with(status, at(1_000));
    }

    private static Run run(double seconds) {
        return new Run(2, Duration.ofMillis(Math.round(seconds * 1_000)));
    }

    @Test
    void itWaitsFromTheQueueAndRunsFromTheGrantToTheRelease() {
        PastRequest past = of(
                succeeded(70.5),
                10,
                "request-queued",
                20,
                "token-granted",
                20.1,
                "token-claimed",
                70.5,
                "token-released",
                70.5,
                "request-succeeded");

        assertThat(past.queuedAt()).isEqualTo(at(10));
        assertThat(past.startableAt()).isEqualTo(at(10));
        assertThat(past.startedAt()).isEqualTo(at(20));
        assertThat(past.runs()).containsExactly(run(50.5));
        assertThat(past.end()).isEqualTo(End.SUCCEEDED);
        assertThat(past.request().parameters()).isEmpty();
    }

    @Test
    void oneWhoseTimeHadToComeWaitsFromThen() {
        PastRequest past = of(
                succeeded(70), 10, "request-queued", 60, "request-eligible", 61, "token-granted", 70, "token-released");

        assertThat(past.startableAt()).isEqualTo(at(60));
    }

    @Test
    void runsThatWereNotTheirOwnEndAreLeftOut() {
        PastRequest past = of(
                succeeded(200),
                10,
                "request-queued",
                20,
                "token-granted",
                30,
                "token-released",
                30,
                "request-retrying",
                35,
                "request-eligible",
                40,
                "token-granted",
                45,
                "token-reclaimed",
                45,
                "request-returned",
                50,
                "token-granted",
                200,
                "token-released",
                200,
                "request-succeeded");

        assertThat(past.startableAt()).isEqualTo(at(10));
        assertThat(past.startedAt()).isEqualTo(at(20));
        assertThat(past.runs()).containsExactly(run(10), run(150));
    }

    @Test
    void oneThatStillRunsHasRunSoFar() {
        PastRequest past = of(status(SeedState.RUNNING, 1, at(900), null), 10, "request-queued", 900, "token-granted");

        assertThat(past.runs()).containsExactly(run(100));
        assertThat(past.end()).isEqualTo(End.OPEN);
    }

    @Test
    void oneThatWasRetriedByHandIsANewOneFromThenOn() {
        PastRequest past = of(
                succeeded(500),
                10,
                "request-queued",
                20,
                "token-granted",
                30,
                "token-released",
                30,
                "request-died",
                400,
                "request-revived",
                410,
                "token-granted",
                500,
                "token-released",
                500,
                "request-succeeded");

        assertThat(past.queuedAt()).isEqualTo(at(400));
        assertThat(past.startedAt()).isEqualTo(at(410));
        assertThat(past.runs()).containsExactly(run(90));
    }

    @Test
    void whereTheJournalHasItNoLongerTheStatusTellsWhatItCan() {
        assertThat(of(status(SeedState.SUCCEEDED, 1, at(20), at(30))).startedAt())
                .isEqualTo(at(20));
        PastRequest second = of(status(SeedState.DEAD, 2, at(20), at(30)), 30, "request-died");

        assertThat(second.startedAt()).isNull();
        assertThat(second.runs()).containsExactly(run(10));
        assertThat(second.end()).isEqualTo(End.FAILED);
    }
}
