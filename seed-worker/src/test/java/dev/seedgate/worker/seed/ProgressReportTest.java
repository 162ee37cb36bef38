package dev.seedgate.worker.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.StatusMessage.SeedProgress;
import dev.seedgate.worker.seed.step.StepProgress;
import dev.seedgate.worker.support.Grants;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressReportTest {
    private static final SeedRequest REQUEST = Grants.request("meyer");

    private final AtomicLong clock = new AtomicLong();
    private final List<SeedProgress> sent = new CopyOnWriteArrayList<>();
    private final ProgressReport report = new ProgressReport(
            progress -> {
                sent.add(progress);
                return CompletableFuture.completedFuture(null);
            },
            SeedRuns.grant(REQUEST),
            3,
            clock::get);

    @Test
    void saysHowFastAStepGoesAndHowLongItWillGoOn() {
        StepProgress step = report.step(2, "feeds/meyer.csv");
        for (int second = 1; second <= 10; second++) {
            pass(Duration.ofSeconds(1));
            step.at(second * 1_000L, second * 100_000L, 4_000_000);
        }

        assertThat(sent.getFirst().rowsPerSecond()).isNull();
        assertThat(sent.getFirst().left()).isNull();
        SeedProgress last = sent.getLast();
        assertThat(last.step()).isEqualTo(2);
        assertThat(last.steps()).isEqualTo(3);
        assertThat(last.rowsPerSecond()).isEqualTo(1_000);
        assertThat(last.left()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void followsAChangeOfPaceWithinSeconds() {
        StepProgress step = report.step(1, "a.csv");
        long rows = 0;
        for (int second = 1; second <= 30; second++) {
            pass(Duration.ofSeconds(1));
            rows += second <= 10 ? 1_000 : 100;
            step.at(rows, rows, 1_000_000);
        }

        Long pace = sent.getLast().rowsPerSecond();
        assertThat(pace).isNotNull().isCloseTo(100, within(10L));
    }

    @Test
    void anInputOfUnknownSizeHasNoEnd() {
        StepProgress step = report.step(1, "http");
        pass(Duration.ofSeconds(1));
        step.at(10, 100, 0);

        assertThat(sent.getLast().left()).isNull();
    }

    @Test
    void isSentAtMostTwiceASecond() {
        StepProgress step = report.step(1, "a.csv");
        for (int tick = 1; tick <= 1_000; tick++) {
            pass(Duration.ofMillis(10));
            step.at(tick, tick, 1_000);
        }

        assertThat(sent).hasSizeBetween(15, 21);
    }

    @Test
    void theLastWordBeforeASilenceIsSentWhenItsTimeHasCome() {
        StepProgress step = report.step(1, "a.csv");
        pass(Duration.ofMillis(100));
        step.at(1_000, 1_000, 1_000);
        assertThat(sent).hasSize(1);

        pass(Duration.ofSeconds(1));

        await().atMost(Duration.ofSeconds(30)).until(() -> sent.getLast().rows() == 1_000);
    }

    @Test
    void nothingIsSentBehindTheLastWord() throws InterruptedException {
        StepProgress step = report.step(1, "a.csv");
        step.at(5, 5, 10);
        report.flush();
        pass(Duration.ofSeconds(1));
        step.at(6, 6, 10);

        assertThat(sent).extracting(SeedProgress::rows).containsExactly(0L, 5L);
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
