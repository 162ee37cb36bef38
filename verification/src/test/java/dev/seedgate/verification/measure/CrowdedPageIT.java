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
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the page costs, and how smoothly it goes, with a thousand tokens and ten thousand queued, of which five end every second: the
 * times between its frames beside those of an empty page, and the service's processor time with nobody, one and four people looking on,
 * and nobody again. A measurement: it prints, and fails only where the crowd is not there.
 */
@Tag("measurement")
class CrowdedPageIT {
    private static final int TOKENS = 1_000;
    private static final int QUEUED = 10_000;
    private static final int CONNECTIONS = 2;
    private static final int SLOTS = 50;
    private static final int OTHERS = 50;
    private static final Duration SPAN = Duration.ofSeconds(20);
    /** In which the service compiles what taking up the crowd has made hot. */
    private static final Duration WARM_UP = Duration.ofSeconds(30);

    private static final Duration BETWEEN_ENDS = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Nobody renews and nobody claims here. */
    private static final List<String> PATIENT = List.of("-Dseedgate.timing.lease=PT1H", "-Dseedgate.timing.claim=PT1H");

    private final Queue<Reply.Grant> running = new ConcurrentLinkedQueue<>();
    private final AtomicInteger names = new AtomicInteger();

    @Test
    void aThousandTokensAndTenThousandQueued() throws Exception {
        Browser browser = SharedBrowser.get();
        try (Bench bench = Bench.start(TOKENS * CONNECTIONS + OTHERS, PATIENT)) {
            crowd(bench);
            AtomicBoolean going = new AtomicBoolean(true);
            Thread ends = Thread.ofVirtual().start(() -> endOneByOne(bench.wire(), going));

            Run.say(Machine.describe());
            Thread.sleep(WARM_UP);
            List<Page> pages = new ArrayList<>();
            Page empty = browser.newPage();
            for (int visitors : List.of(0, 1, 4)) {
                while (pages.size() < visitors) {
                    pages.add(open(browser, bench));
                }
                measure(bench, pages, empty);
            }
            pages.forEach(page -> page.context().close());
            measure(bench, List.of(), empty);
            going.set(false);
            ends.join();
            JsonNode cluster = bench.get("/v1/clusters/main");
            assertThat(cluster.path("charged").asInt()).isGreaterThan((TOKENS - SLOTS) * CONNECTIONS);
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
    private void endOneByOne(Wire wire, AtomicBoolean going) {
        while (going.get()) {
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

    /** The empty page has the same neighbours in the same seconds, so what its frames lack is the machine's doing. */
    private static void measure(Bench bench, List<Page> pages, Page empty) {
        Duration before = used(bench);
        FrameTimes none = FrameTimes.begin(empty, SPAN);
        Optional<FrameTimes> some = pages.stream().findFirst().map(page -> FrameTimes.begin(page, SPAN));
        String toldOfNone = none.end();
        String toldOfSome = some.map(times -> "; of the first: " + times.end()).orElse("");
        Run.say("%d look on: the service takes %.0f %% of a core; frames of an empty page: %s%s"
                .formatted(
                        pages.size(),
                        100.0 * used(bench).minus(before).toMillis() / SPAN.toMillis(),
                        toldOfNone,
                        toldOfSome));
        assertThat(pages).allMatch(page -> "live".equals(page.getAttribute("body", "data-live")));
    }

    private static Duration used(Bench bench) {
        ServiceProcess service = bench.services().getFirst();
        return ProcessHandle.of(service.pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow();
    }
}
