package dev.seedgate.core.advice;

import static dev.seedgate.core.advice.Days.at;
import static dev.seedgate.core.advice.Days.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.Policy;
import dev.seedgate.core.Reservations;
import dev.seedgate.core.advice.Figures.HourUse;
import dev.seedgate.core.advice.PastRequest.End;
import dev.seedgate.protocol.Scheduling;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final Reservations NOTHING_RESERVED = new Reservations(List.of(), 0);
    private static final int HOUR = 3_600;

    /** 4 connections for tokens, unless a test says otherwise. */
    private final Days days = new Days();

    private Replayed replay(long end, Variation variation) {
        return Replay.of(days.until(end), Policy.DEFAULT, NOTHING_RESERVED, variation);
    }

    private Replayed replay(long end) {
        return replay(end, Variation.NONE);
    }

    private static Optional<Duration> seconds(long seconds) {
        return Optional.of(Duration.ofSeconds(seconds));
    }

    @Test
    void aFailedRunIsTriedAgainAfterTheBackOffAndKeepsOthersWaiting() {
        days.server(0, 7)
                .workers(0, 1)
                .request("a", Scheduling.DEFAULT, 10, 0, End.SUCCEEDED, run(4, 60), run(4, 30))
                .seed("b", 20, 50, 4, 60);

        Replayed replayed = replay(HOUR);

        assertThat(replayed.wait("a")).isEqualTo(seconds(0));
        assertThat(replayed.wait("b")).isEqualTo(seconds(50));
        assertThat(replayed.figures().makespan()).isEqualTo(Duration.ofSeconds(60 + 60 + 30));
    }

    @Test
    void oneThatFollowsAnotherWaitsFromWhenThatHasSucceededAndIsCalledOffWhenItFails() {
        days.server(0, 7)
                .workers(0, 4)
                .seed("first", 10, 0, 2, 60)
                .request(
                        "second", Scheduling.DEFAULT.withAfter(List.of("first")), 10, 70, 70, End.SUCCEEDED, run(2, 10))
                .request("bad", Scheduling.DEFAULT, 100, 0, End.FAILED, run(2, 60))
                .request("hopeless", Scheduling.DEFAULT.withAfter(List.of("bad")), 100, 0, End.CANCELLED);

        Replayed replayed = replay(HOUR);

        assertThat(replayed.startable()).containsEntry("second", at(70));
        assertThat(replayed.wait("second")).isEqualTo(seconds(0));
        assertThat(replayed.started()).doesNotContainKey("hopeless");
        assertThat(replayed.figures().neverStarted()).isZero();
    }

    @Test
    void anEarliestStartIsKeptAndIsNoWait() {
        days.server(0, 7)
                .workers(0, 4)
                .request("later", Scheduling.DEFAULT.withNotBefore(at(500)), 10, 500, 500, End.SUCCEEDED, run(2, 10));

        assertThat(replay(HOUR).startable()).containsEntry("later", at(500));
        assertThat(replay(HOUR).started()).containsEntry("later", at(500));
    }

    @Test
    void nothingStartsWhileTheClusterIsHeldOrTheServerIsAwayOrNoWorkerIsThere() {
        days.server(0, 7)
                .workers(0, 4)
                .held(100, 200)
                .away(300)
                .server(400, 7)
                .workers(500, 0)
                .workers(600, 4)
                .seed("held", 110, 90, 2, 10)
                .seed("away", 310, 90, 2, 10)
                .seed("alone", 510, 90, 2, 10);

        Replayed replayed = replay(HOUR);

        assertThat(replayed.wait("held")).isEqualTo(seconds(90));
        assertThat(replayed.wait("away")).isEqualTo(seconds(90));
        assertThat(replayed.wait("alone")).isEqualTo(seconds(90));
    }

    @Test
    void oneThatWasCalledOffIsGoneUnlessItBeganBefore() {
        days.server(0, 7)
                .workers(0, 4)
                .seed("long", 0, 0, 4, 1_000)
                .request("impatient", Scheduling.DEFAULT, 10, 90, End.CANCELLED)
                .seed("next", 50, 950, 2, 10);

        assertThat(replay(HOUR).started()).doesNotContainKey("impatient");
        assertThat(replay(HOUR, Variation.NONE.withMaxConnections(25)).wait("impatient"))
                .isEqualTo(seconds(0));
    }

    @Test
    void whoHoldsATokenThemselvesNeedsNoWorkerAndKeepsWhatTheyAskedFor() {
        days.server(0, 7).workers(0, 1).token("psql", 0, 0, 4, 100).seed("next", 10, 90, 2, 10);

        assertThat(replay(HOUR).wait("psql")).isEqualTo(seconds(0));
        assertThat(replay(HOUR).wait("next")).isEqualTo(seconds(90));
        assertThat(replay(HOUR, Variation.NONE.withConnectionsDividedBy(4)).wait("next"))
                .isEqualTo(seconds(90));
    }

    @Test
    void oneWhoseTurnItIsMayHaveARunStoppedForItWhichThenBeginsAnew() {
        days.server(0, 7)
                .workers(0, 4)
                .request(
                        "cheap",
                        Scheduling.DEFAULT.withPriority(0).withPreemptible(true),
                        0,
                        0,
                        End.SUCCEEDED,
                        run(4, 500))
                .request("dear", Scheduling.DEFAULT.withPriority(1_000), 10, 65, End.SUCCEEDED, run(4, 20))
                .seed("other", 11, 0, 2, 10);

        Replayed replayed = replay(HOUR);

        assertThat(replayed.wait("dear").orElseThrow()).isLessThan(Duration.ofSeconds(80));
        assertThat(replayed.figures().neverStarted()).isZero();
    }

    @Test
    void useIsAddedUpByTheHourOfTheDay() {
        days.server(0, 7).workers(0, 4).seed("a", 0, 0, 2, HOUR / 2).seed("b", HOUR + HOUR / 2, 0, 4, HOUR);

        assertThat(replay(3 * HOUR).figures().hours())
                .containsExactly(new HourUse(0, 1, 2), new HourUse(1, 2, 4), new HourUse(2, 2, 4));
        assertThat(replay(3 * HOUR).figures().busy()).isEqualTo(Duration.ofMinutes(90));
    }

    @Test
    void aRunWithFewerConnectionsTakesAsLongAsThatSeedDidWithSoMany() {
        days.server(0, 7).workers(0, 4);
        for (int i = 0; i < RunLengths.BELIEVED; i++) {
            days.seed("one" + i, i * 100L, 0, 1, 60).seed("two" + i, i * 100L, 0, 2, 50);
        }
        RunLengths lengths = RunLengths.of(days.until(HOUR));
        var request = days.until(HOUR).requests().getFirst().request();

        assertThat(lengths.scaled(request, run(2, 100), 1)).isEqualTo(Duration.ofMinutes(2));
        assertThat(lengths.scaled(request, run(2, 100), 2)).isEqualTo(Duration.ofSeconds(100));
        assertThat(lengths.scaled(request, run(6, 100), 3)).isEqualTo(Duration.ofSeconds(200));
        assertThat(lengths.scaled(request, run(3, 100), 6)).isEqualTo(Duration.ofSeconds(100));
        assertThat(lengths.knows(request, 1)).isTrue();
        assertThat(lengths.knows(request, 3)).isFalse();
    }
}
