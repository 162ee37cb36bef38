package dev.seedgate.admission.api;

import static dev.seedgate.admission.Requests.progress;
import static dev.seedgate.admission.Requests.queued;
import static dev.seedgate.admission.Requests.request;
import static dev.seedgate.admission.Requests.seen;
import static dev.seedgate.admission.Requests.status;
import static dev.seedgate.admission.Requests.token;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.seedgate.admission.LedgerTopics;
import dev.seedgate.core.ledger.EntityKey;
import dev.seedgate.protocol.AdmissionCommand;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.SeedState;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(HttpOnly.class)
class SeedsIT {
    @SuppressWarnings("NullAway.Init") // BrokerResource sets it
    LedgerTopics topics;

    @BeforeEach
    void ready() {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> when().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void aPostedSeedIsOnTheBrokerAndCanBeLookedAtAtOnce() {
        String location = given().contentType(ContentType.JSON)
                .body(
                        "{\"seed\": \"meyer\", \"database\": \"shop\", \"priority\": 700, \"parameters\": {\"full\": true}}")
                .post("/v1/seeds")
                .then()
                .statusCode(202)
                .body("state", equalTo("accepted"))
                .body("cluster", equalTo("main"))
                .body("connections", equalTo(2))
                .body("parameters.full", equalTo("true"))
                .body("waiting.reason", equalTo("not-yet-read"))
                .extract()
                .header("Location");

        String id = location.substring(location.lastIndexOf('/') + 1);
        assertThat(topics.requests())
                .filteredOn(posted -> posted.id().equals(id))
                .hasSize(1);
        when().get(location).then().statusCode(200).body("id", equalTo(id)).body("attempt", equalTo(1));
        when().get("/v1/seeds?limit=1").then().body("seeds.id", contains(id));
    }

    @Test
    void theCatalogSaysWhatCanBePostedAndWhatItTakes() {
        when().get("/v1/catalog")
                .then()
                .statusCode(200)
                .body("seeds.name", contains("meyer", "omix"))
                .body("seeds[0].connections", equalTo(2))
                .body("seeds[0].timeout", equalTo("PT10M"))
                .body("seeds[0].parameters.name", contains("full", "limit", "note"))
                .body("seeds[0].parameters[1].type", equalTo("integer"))
                .body("seeds[0].parameters[1].default", equalTo("10"))
                .body("seeds[1].labels", contains("big-disk"))
                .body("seeds[1].concurrencyKey", equalTo("omix"))
                .body("seeds[1].parameters[0].required", equalTo(true))
                .body("seeds[1].parameters[0].default", nullValue())
                .body("refused", nullValue());
    }

    @Test
    void aBatchIsAcceptedAsAWhole() {
        String batch = post("/v1/batches", batch("meyer", "meyer"), null)
                .statusCode(202)
                .body("seeds", hasSize(2))
                .extract()
                .path("batch");

        assertThat(batch).startsWith("nightly-");
        assertThat(topics.requests())
                .filteredOn(posted -> batch.equals(posted.scheduling().batch()))
                .hasSize(2);
        given().queryParam("batch", batch).get("/v1/seeds").then().body("total", equalTo(2));
    }

    @Test
    void aBatchWithOneBadSeedIsRefusedAsAWhole() {
        int before = topics.requests().size();

        post("/v1/batches", batch("meyer", "mayer"), null)
                .statusCode(422)
                .body("type", equalTo("urn:seedgate:problem:unknown-seed"))
                .body("field", equalTo("seeds[1].seed"));

        assertThat(topics.requests()).hasSize(before);
    }

    @Test
    void theSameKeyAgainHasNoSecondEffect() {
        String key = "key-" + UUID.randomUUID();
        String first = postSeed("{\"seed\": \"meyer\", \"database\": \"shop\"}", key);
        String second = postSeed("{\"database\": \"shop\", \"seed\": \"meyer\"}", key);

        assertThat(second).isEqualTo(first);
        assertThat(topics.requests())
                .filteredOn(posted -> first.endsWith(posted.id()))
                .hasSize(1);
    }

    @Test
    void theSameKeyForAnotherSeedIsRefusedInWhicheverClusterItIs() {
        String key = "key-" + UUID.randomUUID();
        postSeed("{\"seed\": \"meyer\", \"database\": \"shop\"}", key);

        for (String other : List.of(
                "{\"seed\": \"meyer\", \"database\": \"shop\", \"priority\": 1}",
                "{\"seed\": \"meyer\", \"database\": \"stats\"}")) {
            post("/v1/seeds", other, key)
                    .statusCode(422)
                    .body("type", equalTo("urn:seedgate:problem:idempotency-key-reused"));
        }
    }

    @Test
    void aBatchCanBeRepeatedUnderItsKeyButNotChanged() {
        String key = "key-" + UUID.randomUUID();
        String first = post("/v1/batches", batch("meyer", "meyer"), key)
                .statusCode(202)
                .extract()
                .path("batch");

        post("/v1/batches", batch("meyer", "meyer"), key).statusCode(202).body("batch", equalTo(first));
        post("/v1/batches", batch("meyer"), key).statusCode(422);
        post("/v1/batches", batch("meyer", "meyer", "meyer"), key).statusCode(422);

        assertThat(topics.requests())
                .filteredOn(posted -> first.equals(posted.scheduling().batch()))
                .hasSize(2);
    }

    @Test
    void aRepeatedPostShowsWhereTheSeedStands() {
        String key = "key-" + UUID.randomUUID();
        String location = postSeed("{\"seed\": \"meyer\", \"database\": \"shop\"}", key);
        SeedRequest posted = posted(location);
        topics.status("main", status(posted, SeedState.SUCCEEDED, "main-1"));
        awaitState(location, "succeeded");

        post("/v1/seeds", "{\"seed\": \"meyer\", \"database\": \"shop\"}", key)
                .statusCode(202)
                .body("state", equalTo("succeeded"))
                .body("rows", equalTo(42));
    }

    @Test
    void aRunShowsItsProgressAndItsToken() {
        String location = postSeed("{\"seed\": \"meyer\", \"database\": \"shop\"}", null);
        SeedRequest posted = posted(location);
        topics.status("main", status(posted, SeedState.RUNNING, "main-9"));
        topics.status("main", progress(posted.id(), "main-8", 1));
        topics.status("main", progress(posted.id(), "main-9", 77));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> when().get(location)
                        .then()
                        .body("state", equalTo("running"))
                        .body("token", equalTo("main-9"))
                        .body("worker", equalTo("worker-1"))
                        .body("progress.rows", equalTo(77))
                        .body("progress.stepName", equalTo("load parts"))
                        .body("waiting", nullValue()));
    }

    @Test
    void cancelAsksTheLedgerAndIsRefusedOnceTheSeedHasEnded() {
        String location = postSeed("{\"seed\": \"meyer\", \"database\": \"shop\"}", null);
        SeedRequest posted = posted(location);

        when().delete(location).then().statusCode(202).body("id", equalTo(posted.id()));
        assertThat(topics.commands()).contains(new AdmissionCommand.CancelSeed("main", posted.id()));

        topics.status("main", status(posted, SeedState.CANCELLED, null));
        awaitState(location, "cancelled");
        when().delete(location).then().statusCode(409).body("type", equalTo("urn:seedgate:problem:already-finished"));
    }

    @Test
    void listsAreFilteredAndPaged() {
        String batch = post("/v1/batches", batch("meyer", "meyer", "meyer"), null)
                .extract()
                .path("batch");
        SeedRequest one = topics.requests().stream()
                .filter(posted -> batch.equals(posted.scheduling().batch()))
                .findFirst()
                .orElseThrow();
        topics.status("main", status(one, SeedState.SUCCEEDED, null));
        awaitState("/v1/seeds/" + one.id(), "succeeded");

        String next = list(Map.of("batch", batch, "limit", 2))
                .body("seeds", hasSize(2))
                .body("total", equalTo(3))
                .extract()
                .path("next");
        list(Map.of("batch", batch, "limit", 2, "after", next))
                .body("seeds", hasSize(1))
                .body("next", nullValue());
        list(Map.of("batch", batch, "state", "succeeded")).body("seeds.id", contains(one.id()));
        list(Map.of("batch", batch, "database", "stats")).body("total", equalTo(0));
        list(Map.of("batch", batch, "cluster", "main", "seed", "meyer", "database", "shop"))
                .body("total", equalTo(3));
    }

    @Test
    void clustersShowTheBudgetAndTokensWhoHoldsIt() {
        when().get("/v1/clusters/other")
                .then()
                .statusCode(200)
                .body("databases", contains("stats"))
                .body("budget", nullValue())
                .body("charged", equalTo(0))
                .body("classes.name", contains("api", "agent"));

        SeedRequest request = request("of-token", 3, 0);
        topics.entity("main", seen());
        topics.entity("main", token(7, request.id(), 3));
        topics.entity("main", queued(request, 1));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> when().get("/v1/clusters/main")
                        .then()
                        .body("budget", equalTo(8))
                        .body("charged", equalTo(3))
                        .body("free", equalTo(5))
                        .body("largestPossible", equalTo(8))
                        .body("maxConnections", equalTo(25))
                        .body("classes[0].observed", equalTo(2))
                        .body("seeds.queued", equalTo(1))
                        .body("tokens", equalTo(1)));
        when().get("/v1/clusters").then().body("clusters.cluster", contains("main", "other"));
        when().get("/v1/tokens?cluster=main")
                .then()
                .body("tokens.token", contains("main-7"))
                .body("tokens[0].state", equalTo("active"))
                .body("tokens[0].seed", equalTo("meyer"))
                .body("tokens[0].worker", equalTo("worker-1"));
        when().get("/v1/tokens?cluster=other").then().body("tokens", hasSize(0));
        post("/v1/seeds", "{\"seed\": \"meyer\", \"database\": \"shop\", \"connections\": 9}", null)
                .statusCode(422)
                .body("type", equalTo("urn:seedgate:problem:never-grantable"));

        topics.gone("main", EntityKey.token("main-7"));
        topics.gone("main", EntityKey.request(request.id()));
    }

    private static ValidatableResponse post(String path, String body, @Nullable String key) {
        var request = given().contentType(ContentType.JSON).body(body);
        return (key == null ? request : request.header("Idempotency-Key", key))
                .post(path)
                .then();
    }

    private static String postSeed(String body, @Nullable String key) {
        return post("/v1/seeds", body, key).statusCode(202).extract().header("Location");
    }

    private SeedRequest posted(String location) {
        return topics.requests().stream()
                .filter(request -> location.endsWith(request.id()))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitState(String location, String state) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> when().get(location).then().body("state", equalTo(state)));
    }

    private static ValidatableResponse list(Map<String, ?> query) {
        return given().queryParams(query).get("/v1/seeds").then().statusCode(200);
    }

    private static String batch(String... seeds) {
        List<String> posted = Arrays.stream(seeds)
                .map(seed -> "{\"seed\": \"" + seed + "\", \"database\": \"shop\"}")
                .toList();
        return "{\"name\": \"nightly\", \"seeds\": [" + String.join(", ", posted) + "]}";
    }
}
