package dev.seedgate.worker.feed.web;

import static dev.seedgate.worker.support.FeedServer.breakOff;
import static dev.seedgate.worker.support.FeedServer.change;
import static dev.seedgate.worker.support.FeedServer.fallSilent;
import static dev.seedgate.worker.support.FeedServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.seedgate.catalog.FeedSource;
import dev.seedgate.worker.feed.Feeds;
import dev.seedgate.worker.feed.record.BadFeedException;
import dev.seedgate.worker.feed.record.FeedException;
import dev.seedgate.worker.feed.record.FeedUnavailableException;
import dev.seedgate.worker.stop.StopCause;
import dev.seedgate.worker.stop.StopSignal;
import dev.seedgate.worker.support.FeedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fetching from a real server on a real socket that fails in the ways in which servers do. */
class WebFeedTest {
    private static final WebTiming HASTY = new WebTiming(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofMillis(400),
            3,
            Duration.ofMillis(5),
            Duration.ofMillis(20));

    private final byte[] content = new byte[300_000];
    private final StopSignal stop = new StopSignal();
    private FeedServer server;

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(content);
        server = new FeedServer(content);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void readsTheFileInOneRequest() throws Exception {
        try (WebInput in = open("/f.csv")) {
            assertThat(in.size()).isEqualTo(content.length);
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
        assertThat(server.requests()).containsExactly("/f.csv");
    }

    @Test
    void goesOnWhereATransferBrokeOff() throws Exception {
        server.then(breakOff(100_000), breakOff(50_000));

        assertThat(readAll()).isEqualTo(content);

        assertThat(server.requests()).hasSize(3).startsWith("/f.csv");
        assertThat(server.requests().subList(1, 3)).allMatch(request -> request.matches("/f.csv bytes=\\d+- \"one\""));
    }

    @Test
    void readsAgainWhatAServerWithoutRangesCanSendAsAWholeOnly() throws Exception {
        server.withoutRanges().header("ETag", null).header("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
        server.then(breakOff(100_000));

        assertThat(readAll()).isEqualTo(content);
    }

    @Test
    void neverPutsTwoFilesTogether() {
        server.then(breakOff(100_000), change(new byte[300_000], "\"two\""));

        assertThatThrownBy(this::readAll)
                .isInstanceOf(FeedUnavailableException.class)
                .hasMessage(
                        server.url("/f.csv") + ": the file was changed on the server while it was read; it is read anew"
                                + " with the next attempt");
    }

    @Test
    void doesNotGoOnWithoutKnowingThatTheFileIsTheSame() {
        server.header("ETag", "W/\"weak\"").then(breakOff(100_000));

        assertThatThrownBy(this::readAll)
                .isInstanceOf(FeedUnavailableException.class)
                .hasMessageMatching(Pattern.quote(server.url("/f.csv"))
                        + ": the transfer broke off after \\d+ of 300000 bytes \\(.+\\), and the server gives neither ETag nor"
                        + " Last-Modified to go on by");
    }

    @Test
    void triesAgainWhatIsTransient() throws Exception {
        server.then(status(503, "Retry-After", "3600"), status(429), breakOff(200_000), status(502));

        assertThat(readAll()).isEqualTo(content);
    }

    @Test
    void losesPatienceInTheEnd() {
        server.then(status(503), status(500), status(503));

        assertThatThrownBy(this::readAll)
                .isInstanceOf(FeedUnavailableException.class)
                .hasMessage(server.url("/f.csv")
                        + ": could not be fetched in 3 attempts, the last time because it answers with status 503");
    }

    @Test
    void doesNotTryAgainWhatStaysWrong() {
        server.then(status(404), status(401), status(400));

        assertRefused("the server answers with status 404, which means that it has no such file; correct url");
        assertRefused("the server answers with status 401, which means that it wants other credentials; correct url");
        assertRefused("the server answers with status 400; correct url or ask those who run the server");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void goesOnWhenTheServerFallsSilent() throws Exception {
        server.then(fallSilent(100_000), fallSilent(0));

        assertThat(readAll()).isEqualTo(content);
    }

    @Test
    void takesNoSilenceForTheEndOfAFileOfUnknownSize() throws Exception {
        server.withoutLength().then(fallSilent(100_000));

        try (WebInput in = open("/f.csv")) {
            assertThat(in.size()).isZero();
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void doesNotWaitForAnAnswerWhenTheRunIsStopped() {
        server.then((busy, exchange) -> stopAndWait(busy));

        assertThatThrownBy(() -> open("/f.csv")).hasMessageEndingWith("the run was stopped while it was fetched");
    }

    @Test
    void endsAtOnceWhenTheRunIsStopped() throws Exception {
        var patient = new WebTiming(
                HASTY.connect(),
                HASTY.answer(),
                Duration.ofSeconds(60),
                3,
                Duration.ofSeconds(60),
                Duration.ofSeconds(60));
        server.then(fallSilent(100_000));
        try (WebInput in = WebInput.open(source(server.url("/f.csv")), stop, patient)) {
            CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(
                    () -> failureOf(in::readAllBytes),
                    task -> Thread.ofVirtual().start(task));

            stop.raise(new StopCause.ShuttingDown());

            assertThat(failure.get(20, TimeUnit.SECONDS))
                    .hasMessageEndingWith("f.csv: the run was stopped while it was fetched");
        }
    }

    @Test
    void followsRedirectsOnTheSameHostOnly() throws Exception {
        server.then(status(302, "Location", "/moved.csv"));
        assertThat(readAll()).isEqualTo(content);
        assertThat(server.requests()).containsExactly("/f.csv", "/moved.csv");

        server.then(status(301, "Location", "http://127.0.0.1:1/other.csv?token=hush"));
        assertRefused(
                "is redirected to http://127.0.0.1:1/other.csv?…, and only what the definition names is fetched; if"
                        + " that is right, write it as url");
    }

    @Test
    void secretsGoToTheServerAndIntoNoMessage() throws Exception {
        String url = server.url("/f.csv?token=hush").replace("://", "://joe:hush%20hush@");
        assertThat(open(url, HASTY).readAllBytes()).isEqualTo(content);
        assertThat(server.requests()).containsExactly("/f.csv?token=hush Basic am9lOmh1c2ggaHVzaA==");

        server.then(status(503), status(503), status(503), breakOff(10), status(503), status(503), status(503));
        for (int i = 0; i < 2; i++) {
            Throwable failure = failureOf(() -> open(url, HASTY).readAllBytes());
            for (Throwable each = failure; each != null; each = each.getCause()) {
                assertThat(each.toString()).doesNotContain("hush");
            }
        }
        server.close();
        assertThat(failureOf(() -> open(url, HASTY)))
                .isInstanceOf(FeedUnavailableException.class)
                .hasMessageStartingWith(
                        server.url("/f.csv?…: could not be fetched in 3 attempts, the last time because"));
    }

    @Test
    void aWebPageInPlaceOfAFeedIsRefused() throws Exception {
        server.header("Content-Type", "text/html; charset=utf-8")
                .then(change("<p>Sorry, <title>come back later</title>".getBytes(StandardCharsets.UTF_8), "\"page\""));

        assertThatThrownBy(() -> Feeds.read(Feeds.of(source(server.url("/f.csv")), Feeds.CSV)))
                .isInstanceOf(FeedException.class)
                .hasMessage(server.url("/f.csv")
                        + ": is a web page titled \"come back later\" and no feed, perhaps an error"
                        + " or a login page; see what its address shows in a browser");
    }

    @Test
    void unpacksWhatTheServerSaysOrTheAddressTells() throws Exception {
        var members = new ByteArrayOutputStream();
        members.write(Feeds.gzip("Sku\n" + "a\n".repeat(50_000)));
        members.write(Feeds.gzip("b\n".repeat(50_000)));
        server.then(change(members.toByteArray(), "\"gz\""), breakOff(100));
        String packed = server.url("/f.csv.gz?x=.csv");

        assertThat(Feeds.read(Feeds.of(source(packed), Feeds.CSV)))
                .hasSize(100_000)
                .endsWith("100000@100001 [b]");
        server.header("Content-Encoding", "gzip");
        assertThat(Feeds.read(Feeds.of(source(server.url("/f")), Feeds.CSV))).hasSize(100_000);
    }

    private void stopAndWait(FeedServer busy) throws IOException {
        stop.raise(new StopCause.ShuttingDown());
        busy.await();
    }

    private void assertRefused(String problem) {
        assertThatThrownBy(this::readAll).isInstanceOf(BadFeedException.class).hasMessage(problem);
    }

    private byte[] readAll() throws IOException {
        try (WebInput in = open("/f.csv")) {
            return in.readAllBytes();
        }
    }

    private WebInput open(String path) throws IOException {
        return open(server.url(path), HASTY);
    }

    private WebInput open(String url, WebTiming timing) throws IOException {
        return WebInput.open(source(url), stop, timing);
    }

    private static FeedSource.Web source(String url) {
        return new FeedSource.Web(URI.create(url));
    }

    private static Throwable failureOf(ThrowingCallable action) {
        return catchThrowable(action);
    }
}
