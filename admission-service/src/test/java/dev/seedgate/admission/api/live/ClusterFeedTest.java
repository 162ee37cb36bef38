package dev.seedgate.admission.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
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
        var feed = new ClusterFeed(() -> "x".repeat(1_000_000));
        long before = System.nanoTime();

        Duration goodFor = Duration.ofNanos(feed.latest().goodUntil() - before);

        assertThat(goodFor).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
    }
}
