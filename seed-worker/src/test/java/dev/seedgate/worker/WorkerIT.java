package dev.seedgate.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.SharedLocalStack;
import dev.seedgate.localstack.process.Signal;
import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.Heartbeat;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.SeedOutcome.Failed;
import dev.seedgate.protocol.SeedOutcome.GivenBack;
import dev.seedgate.protocol.SeedOutcome.Succeeded;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.TokenRelease;
import dev.seedgate.protocol.TokenTag;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.WorkerId;
import dev.seedgate.worker.support.Grants;
import dev.seedgate.worker.support.LedgerDriver;
import dev.seedgate.worker.support.SpanCollector;
import dev.seedgate.worker.support.TestCatalog;
import dev.seedgate.worker.support.TestDatabase;
import dev.seedgate.worker.support.WorkerProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker as a process, on a real broker and a real PostgreSQL; the test plays the ledger. */
class WorkerIT {
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String POST = "00f067aa0ba902b7";

    @TempDir
    Path folder;

    private final LocalStack stack = SharedLocalStack.get();
    private final String prefix = UUID.randomUUID() + "-";
    private TestCatalog catalog;
    private TestDatabase database;
    private LedgerDriver ledger;
    private final List<WorkerProcess> workers = new ArrayList<>();

    @BeforeEach
    void prepare() throws SQLException {
        database = TestDatabase.create(stack.postgres());
        catalog = new TestCatalog(folder.resolve("catalog"))
                .sql("one", "create table if not exists part (id int); insert into part values (1);")
                .sql("slow", "create table slow (id int); insert into slow values (1); select pg_sleep(3);")
                .sql("longer", "create table longer (id int); select pg_sleep(8);")
                .sql("endless", "create table endless (id int); insert into endless values (1); select pg_sleep(600);");
        ledger = new LedgerDriver(stack.broker().bootstrapServers(), prefix);
    }

    @AfterEach
    void close() {
        workers.forEach(WorkerProcess::close);
        ledger.close();
    }

    @Test
    void runsASeedUnderATokenAndGivesTheTokenBackWithProof() throws Exception {
        ledger.start();
        WorkerProcess worker = startWorker(
                Map.of("quarkus.log.console.json.enabled", "true", "quarkus.otel.bsp.schedule.delay", "50ms"));
        worker.awaitReady();
        Grant grant = ledger.grant(Grants.request("one").tracedAs("00-" + TRACE + "-" + POST + "-01"), LEASE);

        TokenRelease release = ledger.awaitRelease(grant);

        assertThat(release.outcome()).isEqualTo(new Succeeded(1, false));
        assertThat(release.disconnected()).isTrue();
        assertThat(ledger.traceparent(release)).startsWith("00-" + TRACE + "-").doesNotContain(POST);
        assertLogged(worker, grant, " granted: one into shop");
        assertLogged(worker, grant, " released: ");
        assertThat(database.sessions(tag(grant))).isZero();
        assertThat(database.query("select rows || ' ' || token from seedgate.seed_history"))
                .isEqualTo("1 " + grant.token());
        assertThat(ledger.heartbeats().findFirst().orElseThrow()).isInstanceOf(Heartbeat.Presence.class);
        assertThat(ledger.heartbeats())
                .contains(new Heartbeat.LeaseRenewal(
                        Grants.CLUSTER, grant.worker(), grant.token(), grant.connections(), 0));
        assertThat(ledger.progress()).isNotEmpty();
        assertThat(ledger.awaitBid().bid()).isNotEqualTo(grant.bid());
        assertThat(worker.log())
                .as("nobody is told of spans without an endpoint")
                .doesNotContainIgnoringCase("export");
    }

    /** What a collector gets, as bytes of its protocol: names are in them as they are. */
    @Test
    void tellsACollectorOfTheRunAndItsStepsWhereOneIsConfigured() throws Exception {
        ledger.start();
        try (SpanCollector collector = SpanCollector.start()) {
            startWorker(Map.of(
                    "quarkus.otel.exporter.otlp.endpoint",
                    collector.endpoint(),
                    "quarkus.otel.exporter.otlp.protocol",
                    "http/protobuf",
                    "quarkus.otel.bsp.schedule.delay",
                    "100ms"));
            Grant grant = ledger.grant(Grants.request("one").tracedAs("00-" + TRACE + "-" + POST + "-01"), LEASE);

            ledger.awaitRelease(grant);

            await("the last span of the token")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(collector.received())
                            .contains("seedgate-worker", "one.yaml", "run", "release", "token", grant.token()));
        }
    }

    @Test
    void doesNothingWhenARequestIsDeliveredASecondTime() throws Exception {
        ledger.start();
        startWorker();
        SeedRequest request = Grants.request("one");
        ledger.awaitRelease(ledger.grant(request, LEASE));

        TokenRelease second = ledger.awaitRelease(ledger.grant(request, LEASE));

        assertThat(second.outcome()).isEqualTo(new Succeeded(1, true));
        assertThat(database.query("select count(*) from part")).isEqualTo("1");
    }

    /** Found by the chaos run: it acted on the grant of an owner that was killed before it committed. */
    @Test
    void actsOnNoGrantThatWasNotCommitted() throws Exception {
        ledger.start();
        startWorker();
        BidMessage.Acquire bid = ledger.awaitBid();
        Grant never = Grants.grant(Grants.request("one"), bid.bid(), bid.worker(), LEASE);
        Grant next = Grants.grant(Grants.request("one"), bid.bid(), bid.worker(), LEASE);

        ledger.replyWithoutCommit(bid.replyPartition(), never);
        ledger.reply(bid.replyPartition(), next);

        assertThat(ledger.awaitRelease(next).outcome()).isEqualTo(new Succeeded(1, false));
        assertThat(ledger.releases(never)).isEmpty();
        assertThat(ledger.heartbeats())
                .noneMatch(heartbeat -> heartbeat instanceof Heartbeat.LeaseRenewal renewal
                        && renewal.token().equals(never.token()));
    }

    @Test
    void skipsWhatIsNotItsOwnAndGivesBackAGrantThatNobodyWaitsFor() throws Exception {
        ledger.start();
        startWorker();
        BidMessage.Acquire bid = ledger.awaitBid();
        Grant stray = Grants.grant(Grants.request("one"), "no such bid", bid.worker(), LEASE);
        Grant earlier = grantFor(bid, new WorkerId("worker-1", "an earlier life"));
        Grant foreign = grantFor(bid, new WorkerId("worker-2", bid.worker().incarnation()));
        ledger.write(Topic.TOKEN_GRANTS, bid.replyPartition(), "{nonsense".getBytes(StandardCharsets.UTF_8));
        ledger.reply(bid.replyPartition(), earlier);
        ledger.reply(bid.replyPartition(), foreign);

        ledger.reply(bid.replyPartition(), stray);

        TokenRelease release = ledger.awaitRelease(stray);
        assertThat(release.outcome()).isEqualTo(new GivenBack("nobody waits for it any more"));
        assertThat(release.disconnected()).isTrue();
        assertThat(ledger.releases(earlier)).isEmpty();
        assertThat(ledger.releases(foreign)).isEmpty();
    }

    @Test
    void rollsBackAndGivesBackWhatIsRevokedInTheMiddle() throws Exception {
        ledger.start();
        startWorker();
        BidMessage.Acquire bid = ledger.awaitBid();
        Grant grant = Grants.grant(Grants.request("endless"), bid.bid(), bid.worker(), LEASE);
        ledger.reply(bid.replyPartition(), grant);
        awaitRunning(grant);

        ledger.reply(
                bid.replyPartition(),
                new Reply.Revocation(Grants.CLUSTER, bid.worker(), grant.token(), "its request was cancelled"));

        TokenRelease release = ledger.awaitRelease(grant);
        assertThat(release.outcome())
                .isEqualTo(new GivenBack("the run was stopped: its token was revoked: its request was cancelled"));
        assertThat(release.disconnected()).isTrue();
        assertThat(database.query("select to_regclass('endless')")).isEqualTo("null");
        assertThat(database.query("select count(*) from seedgate.seed_history")).isEqualTo("0");
    }

    @Test
    void failsARunThatTakesLongerThanItsTimeout() throws Exception {
        ledger.start();
        startWorker();
        Grant grant = ledger.grant(Grants.request("endless", Duration.ofSeconds(1)), LEASE);

        TokenRelease release = ledger.awaitRelease(grant);

        assertThat(release.outcome())
                .isEqualTo(new Failed("the run was stopped: it took longer than its timeout of PT1S", true));
    }

    @Test
    void letsARunningSeedFinishAfterSigtermAndBidsNoMore() throws Exception {
        ledger.start();
        WorkerProcess worker = startWorker();
        Grant grant = ledger.grant(Grants.request("slow"), LEASE);
        awaitRunning(grant);

        worker.process().signal(Signal.TERM);

        assertThat(ledger.awaitRelease(grant).outcome()).isEqualTo(new Succeeded(1, false));
        assertThat(worker.process().awaitExit(PATIENCE)).as(worker.log()).isTrue();
        assertThat(ledger.bids().map(BidMessage::bid).distinct()).containsExactly(grant.bid());
    }

    @Test
    void givesBackWhatDoesNotFinishWithinTheGracePeriod() throws Exception {
        ledger.start();
        WorkerProcess worker = startWorker(Map.of("seedgate.worker.grace-period", "1s"));
        Grant grant = ledger.grant(Grants.request("endless"), LEASE);
        awaitRunning(grant);

        worker.process().signal(Signal.TERM);

        TokenRelease release = ledger.awaitRelease(grant);
        assertThat(release.outcome()).isEqualTo(new GivenBack("the run was stopped: the worker is shutting down"));
        assertThat(release.disconnected()).isTrue();
        assertThat(worker.process().awaitExit(PATIENCE)).as(worker.log()).isTrue();
    }

    @Test
    void withdrawsItsBidAndEndsAtOnceWhenItIsIdle() throws Exception {
        ledger.start();
        WorkerProcess worker = startWorker().awaitReady();
        BidMessage.Acquire bid = ledger.awaitBid();

        worker.process().signal(Signal.TERM);

        assertThat(worker.process().awaitExit(Duration.ofSeconds(10)))
                .as(worker.log())
                .isTrue();
        await("the withdrawal")
                .atMost(PATIENCE)
                .until(
                        () -> ledger.bids().toList(),
                        bids -> bids.contains(new BidMessage.Withdraw(Grants.CLUSTER, bid.bid(), bid.worker())));
    }

    @Test
    void waitsForTheTopicsAndCanBeEndedMeanwhile() throws Exception {
        WorkerProcess first = startWorker();
        await("that it says what it waits for")
                .atMost(PATIENCE)
                .until(() -> first.log().contains("waiting for the topics"));
        first.process().signal(Signal.TERM);
        assertThat(first.process().awaitExit(PATIENCE)).as(first.log()).isTrue();
        WorkerProcess second = startWorker();
        await("that it says what it waits for")
                .atMost(PATIENCE)
                .until(() -> second.log().contains("waiting for the topics"));

        ledger.start();

        assertThat(ledger.awaitRelease(ledger.grant(Grants.request("one"), LEASE))
                        .outcome())
                .isEqualTo(new Succeeded(1, false));
    }

    @Test
    void neverCommitsAfterItsLeaseWhenItWasStoppedMeanwhile() throws Exception {
        ledger.start();
        WorkerProcess worker = startWorker();
        Duration lease = Duration.ofSeconds(9);
        Grant grant = ledger.grant(Grants.request("longer"), lease);
        awaitRunning(grant);

        worker.process().pause();
        await("that the statement is over and the lease too")
                .atMost(PATIENCE)
                .pollDelay(lease)
                .until(() -> database.query("select count(*) from pg_stat_activity where application_name = '"
                                + tag(grant) + "' and state = 'idle in transaction'")
                        .equals("1"));
        worker.process().resume();

        assertThat(ledger.awaitRelease(grant).outcome()).isInstanceOf(GivenBack.class);
        assertThat(database.query("select to_regclass('longer')")).isEqualTo("null");
    }

    @Test
    void endsWhenTheLedgerSaysThatANewerProcessHasItsName() throws Exception {
        ledger.start();
        WorkerProcess worker = startWorker();
        BidMessage.Acquire bid = ledger.awaitBid();

        ledger.reply(
                bid.replyPartition(),
                new Reply.Refusal(bid.cluster(), bid.worker(), bid.bid(), "a newer process runs as worker worker-1"));

        await("that the worker ends")
                .atMost(PATIENCE)
                .until(() -> !worker.process().isAlive());
        assertThat(worker.log()).contains("Two workers must not share a name (seedgate.worker.name)");
    }

    /** That a line in JSON has the fields by which a log store finds it. */
    private static void assertLogged(WorkerProcess worker, Grant grant, String begin) {
        JsonNode line = await("the line '" + begin + "'")
                .atMost(PATIENCE)
                .until(
                        () -> jsonLines(worker.log())
                                .filter(each -> each.path("message").asText().startsWith(grant.token() + begin))
                                .findFirst()
                                .orElse(MissingNode.getInstance()),
                        found -> !found.isMissingNode());
        assertThat(line.path("mdc").path("cluster").asText()).isEqualTo(Grants.CLUSTER);
        assertThat(line.path("mdc").path("database").asText()).isEqualTo(Grants.DATABASE);
        assertThat(line.path("mdc").path("request").asText())
                .isEqualTo(grant.request().id());
        assertThat(line.path("mdc").path("token").asText()).isEqualTo(grant.token());
        assertThat(line.path("mdc").path("traceId").asText()).isEqualTo(TRACE);
    }

    private static Stream<JsonNode> jsonLines(String log) {
        return log.lines()
                .filter(line -> line.startsWith("{") && line.endsWith("}"))
                .map(line -> {
                    try {
                        return new ObjectMapper().readTree(line);
                    } catch (JsonProcessingException e) {
                        throw new AssertionError("not JSON: " + line, e);
                    }
                });
    }

    private WorkerProcess startWorker() throws Exception {
        return startWorker(Map.of());
    }

    private WorkerProcess startWorker(Map<String, String> more) throws Exception {
        Map<String, String> properties =
                WorkerProcess.properties(stack.broker().bootstrapServers(), prefix, catalog, database);
        properties.putAll(more);
        WorkerProcess worker =
                WorkerProcess.start(folder.resolve(UUID.randomUUID().toString()), properties);
        workers.add(worker);
        return worker;
    }

    private void awaitRunning(Grant grant) {
        await("that the seed runs")
                .atMost(PATIENCE)
                .until(() -> database.query("select count(*) from pg_stat_activity where application_name = '"
                                + tag(grant) + "' and query like '%pg_sleep%' and state = 'active'")
                        .equals("1"));
    }

    private static Grant grantFor(BidMessage.Acquire bid, WorkerId worker) {
        return Grants.grant(Grants.request("one"), bid.bid(), worker, LEASE);
    }

    private static String tag(Grant grant) {
        return new TokenTag("test", grant.token()).applicationName();
    }
}
