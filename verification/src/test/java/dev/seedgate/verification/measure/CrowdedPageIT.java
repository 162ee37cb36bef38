package dev.seedgate.verification.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.seedgate.localstack.installation.ServiceProcess;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.WorkerId;
import dev.seedgate.verification.page.SharedBrowser;
import dev.seedgate.verification.system.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the page costs, and how smoothly it goes, with a thousand tokens and ten thousand queued, of which five end every second: the
 * times between its frames, and the service's processor time with nobody, one and four people looking on. A measurement: it prints, and
 * fails only where the crowd is not there.
 */
@Tag("measurement")
class CrowdedPageIT {
    private static final int TOKENS = 1_000;
    private static final int QUEUED = 10_000;
    private static final int CONNECTIONS = 2;
    private static final int SLOTS = 50;
    private static final int OTHERS = 50;
    private static final Duration SPAN = Duration.ofSeconds(20);
    private static final Duration BETWEEN_ENDS = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Nobody renews and nobody claims here. */
    private static final List<String> PATIENT = List.of("-Dseedgate.timing.lease=PT1H", "-Dseedgate.timing.claim=PT1H");

    private static final String FRAMES = """
            span => new Promise(done => {
              const times = []; const start = performance.now(); let last = start;
              const next = now => {
                times.push(now - last); last = now;
                if (now - start < span) requestAnimationFrame(next); else done(times);
              };
              requestAnimationFrame(next);
            })""";

    private final Queue<Reply.Grant> running = new ConcurrentLinkedQueue<>();
    private final AtomicInteger names = new AtomicInteger();

    @Test
    void aThousandTokensAndTenThousandQueued() throws Exception {
        Browser browser = SharedBrowser.get();
        try (Bench bench = Bench.start(TOKENS * CONNECTIONS + OTHERS, PATIENT)) {
            crowd(bench);
            AtomicInteger going = new AtomicInteger(1);
            Thread ends = Thread.ofVirtual().start(() -> endOneByOne(bench.wire(), going));

            Run.say(Machine.describe());
            Run.say("nobody looks on: " + cost(bench, SPAN));
            List<Page> pages = new ArrayList<>();
            for (int visitors : List.of(1, 4)) {
                while (pages.size() < visitors) {
                    pages.add(open(browser, bench));
                }
                Duration before = used(bench);
                List<Double> frames = frames(pages.getFirst());
                Run.say("%d look on: %s; frames of the first: %s"
                        .formatted(visitors, percent(used(bench).minus(before), SPAN), told(frames)));
            }
            going.set(0);
            ends.join();
            JsonNode cluster = bench.get("/v1/clusters/main");
            assertThat(cluster.path("charged").asInt()).isGreaterThan((TOKENS - SLOTS) * CONNECTIONS);
            assertThat(pages).allMatch(page -> "live".equals(page.getAttribute("body", "data-live")));
            pages.forEach(page -> page.context().close());
        }
    }

    private void crowd(Bench bench) {
        Wire wire = bench.wire();
        wire.onGrant((grant, nanos) -> running.add(grant));
        for (int i = 0; i < TOKENS + QUEUED; i++) {
            wire.submit(new SeedRequest(
                    "crowd-" + i,
                    Bench.CLUSTER,
                    Bench.DATABASE,
                    "meyer",
                    CONNECTIONS,
                    SeedRequest.DEFAULT_ATTEMPTS,
                    Duration.ofHours(1),
                    Map.of(),
                    Scheduling.DEFAULT.withTenant("tenant-" + i % 10),
                    Instant.now()));
        }
        for (int i = 0; i < TOKENS; i++) {
            bid(wire, i / SLOTS);
        }
        await("a thousand tokens").atMost(PATIENCE).until(() -> {
            wire.requireSound();
            return running.size() >= TOKENS;
        });
    }

    private void bid(Wire wire, int worker) {
        wire.bid(
                "crowd-bid-" + names.incrementAndGet(),
                new WorkerId("crowd-" + worker, "only-life"),
                worker % wire.grantPartitions());
    }

    /** As seeds end, others begin. */
    private void endOneByOne(Wire wire, AtomicInteger going) {
        while (going.get() > 0) {
            Reply.Grant grant = running.poll();
            if (grant != null) {
                wire.release(grant);
                bid(wire, Integer.parseInt(grant.worker().name().substring("crowd-".length())));
            }
            try {
                Thread.sleep(BETWEEN_ENDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static Page open(Browser browser, Bench bench) {
        Page page = browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 1000))
                .newPage();
        page.navigate(bench.services().getFirst().url().toString());
        page.locator("body[data-live=live]").waitFor();
        return page;
    }

    @SuppressWarnings("unchecked")
    private static List<Double> frames(Page page) {
        List<Number> times = (List<Number>) page.evaluate(FRAMES, (int) SPAN.toMillis());
        return times.stream().skip(1).map(Number::doubleValue).sorted().collect(Collectors.toList());
    }

    private static String told(List<Double> sorted) {
        return String.format(
                Locale.ROOT,
                "%d, p50 %.0f ms, p95 %.0f ms, p99 %.0f ms, longest %.0f ms",
                sorted.size(),
                at(sorted, 0.5),
                at(sorted, 0.95),
                at(sorted, 0.99),
                sorted.getLast());
    }

    private static double at(List<Double> sorted, double quantile) {
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(quantile * sorted.size())));
    }

    private static String cost(Bench bench, Duration span) throws InterruptedException {
        Duration before = used(bench);
        Thread.sleep(span);
        return percent(used(bench).minus(before), span);
    }

    private static String percent(Duration used, Duration span) {
        return String.format(
                Locale.ROOT, "the service takes %.0f %% of a core", 100.0 * used.toMillis() / span.toMillis());
    }

    private static Duration used(Bench bench) {
        ServiceProcess service = bench.services().getFirst();
        return ProcessHandle.of(service.pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow();
    }
}
