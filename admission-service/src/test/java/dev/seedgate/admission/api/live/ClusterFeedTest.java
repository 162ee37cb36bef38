package dev.seedgate.admission.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClusterFeedTest {
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void isWorkedOutOnceForAllWhoAskWithinASecond() throws Exception {
        var feed = new ClusterFeed(() -> "overview " + made.incrementAndGet());
        List<Callable<Edition>> many =
                Stream.<Callable<Edition>>generate(() -> feed::latest).limit(50).toList();

        try (ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(viewers.invokeAll(many))
                    .allMatch(edition -> edition.resultNow().equals(feed.latest()));
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void aLargeOneIsWorkedOutLessOften() {
        assertThat(goodFor(() -> "x".repeat(600_000))).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void oneThatIsWorkIsWorkedOutLessOften() {
        assertThat(goodFor(() -> {
                    LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                    return "overview";
                }))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void nobodyIsLeftWithoutOneForSoLongThatHeTakesItForLost() {
        var feed = new ClusterFeed(() -> "x".repeat(10_000_000));
        Edition edition = feed.latest();

        assertThat(Duration.ofNanos(edition.goodUntil() - System.nanoTime()))
                .isLessThanOrEqualTo(Duration.ofSeconds(5));
    }

    private static Duration goodFor(Supplier<String> overview) {
        long before = System.nanoTime();
        return Duration.ofNanos(new ClusterFeed(overview).latest().goodUntil() - before);
    }
}
