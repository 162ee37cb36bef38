package dev.seedgate.admission.api;

import static dev.seedgate.admission.api.PlayedWorker.PATIENCE;
import static dev.seedgate.admission.api.PlayedWorker.state;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.seedgate.admission.LedgerTopics;
import dev.seedgate.admission.config.HttpLimits;
import dev.seedgate.admission.config.SeedgateConfig;
import dev.seedgate.admission.intake.Intake;
import dev.seedgate.admission.operate.KillOrder;
import dev.seedgate.admission.operate.KillReport;
import dev.seedgate.admission.operate.Operations;
import dev.seedgate.admission.readmodel.ClusterWatch;
import dev.seedgate.admission.readmodel.ReadModel;
import dev.seedgate.catalog.Catalog;
import dev.seedgate.core.Policy;
import dev.seedgate.localstack.postgres.Postgres;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WholeService.class)
@SuppressWarnings("NullAway.Init") // Quarkus and StackResource set the fields
class OperatorsIT {
    LedgerTopics topics;
    Postgres postgres;

    @Inject
    SeedgateConfig config;

    @Inject
    HttpLimits limits;

    private PlayedWorker worker;

    @BeforeEach
    void ready() {
        worker = new PlayedWorker(topics, postgres);
        PlayedWorker.awaitService();
    }

    /** The next test finds a cluster in which nothing runs, waits or is held. */
    @AfterEach
    void tidyUp() throws SQLException {
        List<String> seeds = when().get("/v1/seeds?limit=1000").path("seeds.id");
        seeds.forEach(seed -> when().delete("/v1/seeds/" + seed));
        worker.close();
        post("resume", "{\"by\": \"the test\"}", null).statusCode(200);
        await().atMost(PATIENCE).untilAsserted(() -> check().body("tokens", empty()));
    }

    @Test
    void aCheckShowsEveryTokensSessionsByTheirServerProcesses() throws SQLException {
        String seed = running();
        String token = worker.claim(seed);
        int one = worker.connect(token);
        int two = worker.connect(token);
        int api = worker.session("api-1");

        await().atMost(PATIENCE)
                .untilAsserted(() -> check().body("tokens[0].pids", equalTo(sorted(one, two)))
                        .body("tokens[0].token.token", equalTo(token))
                        .body("tokens[0].token.seed", equalTo("meyer"))
                        .body("consumers.find { it.name == 'api' }.used", equalTo(1))
                        .body("consumers.find { it.name == 'tokens' }.used", equalTo(2))
                        .body("consumers.find { it.name == 'tokens' }.percent", equalTo(8.0f))
                        .body("status", equalTo("ok"))
                        .body("problems", empty())
                        .body("cluster.use.used", equalTo(4))
                        .body("cluster.use.percent", equalTo(16)));
        assertThat(worker.alive(api)).hasSize(1);
    }

    @Test
    void aDryRunListsWhatWouldBeEndedAndTouchesNothing() throws SQLException {
        String seed = running();
        String token = worker.claim(seed);
        int pid = worker.connect(token);
        awaitSeen(token, pid);

        kill("\"dryRun\": true")
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("tokens.token.token", contains(token))
                .body("tokens[0].sessions.pid", contains(pid))
                .body("tokens[0].sessions.fate", contains("would-end"));

        assertThat(worker.alive(pid)).containsExactly(pid);
        assertThat(state(seed)).isEqualTo("running");
    }

    @Test
    void aKilledTokensSessionsAreGoneWhenItIsAnsweredAndNobodyElsesAre() throws SQLException {
        String seed = running();
        String token = worker.claim(seed);
        int one = worker.connect(token);
        int two = worker.connect(token);
        int other = worker.session("psql");
        awaitSeen(token, one, two);

        kill("\"tokens\": [\"" + token + "\"]")
                .statusCode(200)
                .body("allGone", equalTo(true))
                .body("tokens[0].sessions.pid", equalTo(sorted(one, two)))
                .body("tokens[0].sessions.fate", contains("gone", "gone"))
                .body("tokens[0].charged", equalTo(true))
                .body("tokens[0].note", containsString("its holder has not answered"))
                .body("hold", nullValue());
        assertThat(worker.alive(one, two, other)).containsExactly(other);

        worker.release(token);
        await().atMost(PATIENCE).until(() -> state(seed).equals("held"));
        when().get("/v1/seeds/" + seed).then().body("waiting.reason", equalTo("held"));
        worker.bid();

        post("resume", "{\"by\": \"ada\"}", null).statusCode(200);
        await().atMost(PATIENCE).until(() -> state(seed).equals("running"));
        worker.claim(seed);
    }

    @Test
    void aHeldSeedCanBeCancelled() throws SQLException {
        String seed = running();
        String token = worker.claim(seed);
        kill("\"tokens\": [\"" + token + "\"]").statusCode(200);
        worker.release(token);
        await().atMost(PATIENCE).until(() -> state(seed).equals("held"));

        when().delete("/v1/seeds/" + seed).then().statusCode(202);

        await().atMost(PATIENCE).until(() -> state(seed).equals("cancelled"));
    }

    @Test
    void aTypoIsRefusedWithAGuessAndKillsNothing() throws SQLException {
        String seed = running();
        String token = worker.claim(seed);
        int pid = worker.connect(token);
        awaitSeen(token, pid);
        String typo = token.replace("main", "mian");

        kill("\"tokens\": [\"" + typo + "\", \"" + pid + "\"]")
                .statusCode(422)
                .body("type", equalTo("urn:seedgate:problem:unknown-token"))
                .body("field", equalTo("tokens"))
                .body("detail", containsString(typo + ": there is no such token"))
                .body("detail", containsString("did you mean " + token))
                .body("detail", containsString(pid + ": it is a session of " + token));
        assertThat(worker.alive(pid)).containsExactly(pid);

        kill("\"tokens\": [\"" + token + "\", \"" + typo + "\"]")
                .statusCode(200)
                .body("refused.name", contains(typo))
                .body("tokens.token.token", contains(token));
        assertThat(worker.alive(pid)).isEmpty();
    }

    @Test
    void whereNothingRunsThereIsNothingToKill() {
        kill("\"dryRun\": true").statusCode(200).body("tokens", empty());
        kill("\"dryRun\": false").statusCode(200).body("allGone", equalTo(true)).body("tokens", empty());
        kill("\"tokens\": []")
                .statusCode(422)
                .body("field", equalTo("tokens"))
                .body("detail", containsString("leave it out"));
        kill("\"tokens\": [\"main-999999\"]").statusCode(422).body("detail", containsString("nor any other"));
    }

    @Test
    void nothingIsGrantedWhileAClusterIsHeldAndTheFirstStaysTheOneToAsk() throws SQLException {
        post("hold", "{\"by\": \"ada\", \"reason\": \"migration\"}", null)
                .statusCode(200)
                .body("hold.by", equalTo("ada"))
                .body("hold.reason", equalTo("migration"));
        post("hold", "{\"by\": \"bob\"}", null).statusCode(200).body("hold.by", equalTo("ada"));
        String seed = running();

        await().atMost(PATIENCE)
                .untilAsserted(() -> when().get("/v1/seeds/" + seed)
                        .then()
                        .body("waiting.reason", equalTo("held"))
                        .body("waiting.text", containsString("ada stopped the granting")));
        check().body("status", equalTo("warn"))
                .body("problems.kind", contains("held"))
                .body("problems.text", hasItem(containsString("ada stopped the granting")));

        post("resume", "{\"by\": \"bob\"}", null).statusCode(200).body("hold", nullValue());
        await().atMost(PATIENCE).until(() -> state(seed).equals("running"));
        worker.claim(seed);
    }

    @Test
    void anActThatIsRepeatedUnderItsKeyHasNoSecondEffect() {
        String key = UUID.randomUUID().toString();
        post("hold", "{\"by\": \"ada\"}", key).statusCode(200).body("hold.by", equalTo("ada"));
        post("resume", "{\"by\": \"ada\"}", key).statusCode(200).body("hold", nullValue());

        post("hold", "{\"by\": \"ada\"}", key).statusCode(200).body("hold", nullValue());
    }

    @Test
    void aReplicaThatDoesNotOwnTheClusterKillsAsWell() throws Exception {
        String seed = running();
        String token = worker.claim(seed);
        int pid = worker.connect(token);
        var settings =
                new ReadModel.Settings(topics.kafka(), topics.names(), Policy.DEFAULT, 100, Duration.ofSeconds(10));
        var intake = new Intake.Settings(
                topics.kafka(), topics.names(), () -> Catalog.load(config.catalog()), config, limits);
        try (ReadModel readModel = ReadModel.start(settings);
                ClusterWatch watch = ClusterWatch.start(readModel, settings);
                Intake writes = Intake.start(intake, readModel)) {
            await().atMost(PATIENCE)
                    .until(() -> readModel.isReady()
                            && watch.report("main").pids(token).equals(List.of(pid)));

            KillReport report = new Operations(writes, watch)
                    .kill(new KillOrder("main", List.of(), true, "ada", "from elsewhere"), null);

            assertThat(report.allGone()).isTrue();
            assertThat(report.tokens()).hasSize(1);
            assertThat(report.after().cluster().hold()).isNotNull();
            assertThat(worker.alive(pid)).isEmpty();
        }
    }

    @Test
    void whileTheDatabaseIsAwayTheCheckSaysSoAndAKillProvesNothing() throws SQLException {
        String seed = running();
        String token = worker.claim(seed);
        awaitSeen(token, worker.connect(token));
        postgres.stop();
        try {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> check().body("status", equalTo("critical"))
                            .body("problems.kind", hasItem("database-away"))
                            .body("problems[0].text", containsString("PostgreSQL does not answer, last seen")));

            kill("\"reason\": \"in the dark\"")
                    .statusCode(202)
                    .body("lookedAgain", equalTo(false))
                    .body("allGone", equalTo(false))
                    .body("tokens[0].sessions.fate", contains("unknown"))
                    .body("tokens[0].note", containsString("PostgreSQL was not seen since"));
        } finally {
            postgres.start();
        }
        await().atMost(PATIENCE).untilAsserted(() -> check().body("problems.kind", empty()));
    }

    @Test
    void aPlanIsAdvisedFromWhatRanAndSaysWhatItRestsOn() throws SQLException {
        String seed = running();
        worker.fail(worker.claim(seed));
        await().atMost(PATIENCE).until(() -> state(seed).equals("dead"));

        plan("?p95Wait=10m")
                .statusCode(200)
                .body("cluster", equalTo("main"))
                .body("maxConnections", equalTo(25))
                .body("p95Wait", equalTo("PT10M"))
                .body("advice.verdict", equalTo("stay"))
                .body("advice.confidence", equalTo("low"))
                .body("advice.why", containsString("19 of 20 wait no longer than 10 min"))
                .body("history.runs", greaterThanOrEqualTo(1))
                .body("validation.requests", greaterThanOrEqualTo(1))
                .body("options[0].kind", equalTo("stay"))
                .body("options[0].price", equalTo(15))
                .body("options.find { it.what == 'Professional 1' }.price", equalTo(60.5f))
                .body("options.find { it.what == 'Professional 1' }.maxConnections", equalTo(97))
                .body("classes.name", contains("api", "agent"))
                .body("classes.find { it.name == 'agent' }.peak", equalTo(1))
                .body("notes", hasItem(containsString("The journal goes back no further than")));
    }

    @Test
    void aPlanIsNotAdvisedWhereTheQuestionIsWrong() {
        plan("?days=0").statusCode(400).body("field", equalTo("days"));
        plan("?p95Wait=soon").statusCode(400).body("field", equalTo("p95Wait"));
        plan("?p95=2m").statusCode(400).body("field", equalTo("p95"));
        when().get("/v1/clusters/mian/plan").then().statusCode(404).body("detail", containsString("known are: main"));
    }

    private static ValidatableResponse plan(String query) {
        return when().get("/v1/clusters/main/plan" + query).then();
    }

    @Test
    void whatIsMissingOrTooLongIsNamed() {
        post("hold", "{\"reason\": \"x\"}", null).statusCode(422).body("field", equalTo("by"));
        post("resume", "{\"by\": \" \"}", null).statusCode(422).body("field", equalTo("by"));
        kill("\"reason\": \"" + "x".repeat(501) + "\"").statusCode(422).body("field", equalTo("reason"));
        kill("\"tokens\": [null]").statusCode(422).body("field", equalTo("tokens[0]"));
        kill("\"token\": [\"main-1\"]").statusCode(422).body("detail", containsString("did you mean tokens?"));
        given().contentType("application/json")
                .body("{\"by\": \"ada\"}")
                .post("/v1/clusters/mian/hold")
                .then()
                .statusCode(404)
                .body("detail", containsString("known are: main"));
    }

    /** Posted, with a worker that waits for it. */
    private String running() {
        String seed = PlayedWorker.post();
        worker.bid();
        return seed;
    }

    private void awaitSeen(String token, Integer... pids) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        check().body("tokens.find { it.token.token == '" + token + "' }.pids", equalTo(sorted(pids))));
    }

    private static List<Integer> sorted(Integer... pids) {
        return List.of(pids).stream().sorted().toList();
    }

    private static ValidatableResponse check() {
        return when().get("/v1/clusters/main/check").then().statusCode(200);
    }

    private static ValidatableResponse kill(String fields) {
        return post("kill-seeds", "{\"by\": \"ada\", " + fields + "}", null);
    }

    private static ValidatableResponse post(String verb, String body, @Nullable String key) {
        var request = given().contentType("application/json").body(body);
        return (key == null ? request : request.header("Idempotency-Key", key))
                .post("/v1/clusters/main/" + verb)
                .then();
    }
}
