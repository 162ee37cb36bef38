package dev.seedgate.admission.api;

import static dev.seedgate.admission.api.PlayedWorker.PATIENCE;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.seedgate.admission.LedgerTopics;
import dev.seedgate.localstack.postgres.Postgres;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody takes tokens without being a worker. */
@QuarkusTest
@TestProfile(WholeService.class)
@SuppressWarnings("NullAway.Init") // Quarkus and StackResource set the fields
class HeldTokensIT {
    private static final String HOLDER_KEY = "Seedgate-Holder-Key";

    LedgerTopics topics;
    Postgres postgres;

    @TestHTTPResource
    URI service;

    private PlayedWorker worker;
    /** The leases here are long: nobody but their holder ends these tokens in time. */
    private final Map<String, String> taken = new HashMap<>();

    @BeforeEach
    void ready() {
        worker = new PlayedWorker(topics, postgres);
        PlayedWorker.awaitService();
    }

    /** The next test finds a cluster in which nobody holds anything or waits. */
    @AfterEach
    void tidyUp() throws SQLException {
        List<String> seeds = when().get("/v1/seeds?limit=1000").path("seeds.id");
        seeds.forEach(seed -> when().delete("/v1/seeds/" + seed));
        worker.close();
        taken.forEach((token, key) -> giveBack(token, key, true).statusCode(204));
        await().atMost(PATIENCE)
                .untilAsserted(() -> when().get("/v1/tokens").then().body("tokens", empty()));
    }

    @Test
    void aTokenIsTakenKeptAndGivenBack() {
        Map<String, Object> held = take("\"connections\": 2, \"purpose\": \"psql\", \"holder\": \"ada@desk\"", null)
                .statusCode(201)
                .body("connections", equalTo(2))
                .body("lease", equalTo("PT10M"))
                .body("connection.applicationName", containsString("sg:main:main-"))
                .body("connection.user", nullValue())
                .extract()
                .path("$");
        String token = String.valueOf(held.get("token"));
        String key = String.valueOf(held.get("holderKey"));

        when().get("/v1/tokens")
                .then()
                .body("tokens[0].token", equalTo(token))
                .body("tokens[0].state", equalTo("active"))
                .body("tokens[0].worker", equalTo("ada@desk"))
                .body("tokens[0].seed", equalTo("psql"));
        when().get("/v1/seeds/" + held.get("request"))
                .then()
                .body("holder", equalTo("ada@desk"))
                .body("state", equalTo("running"));
        renew(token, key).statusCode(200).body("lease", equalTo("PT10M")).body("keep", equalTo(2));

        giveBack(token, key, true).statusCode(204);

        await().atMost(PATIENCE)
                .untilAsserted(() -> when().get("/v1/tokens").then().body("tokens", empty()));
        renew(token, key).statusCode(410).body("type", equalTo("urn:seedgate:problem:token-lost"));
        giveBack(token, key, true).statusCode(204);
        assertThat(PlayedWorker.state(String.valueOf(held.get("request")))).isEqualTo("succeeded");
    }

    @Test
    void onlyItsHolderKeepsItOrGivesItBack() {
        String token =
                take("\"connections\": 1", null).statusCode(201).extract().path("token");

        renew(token, "somebody else's key").statusCode(403);
        giveBack(token, "somebody else's key", true)
                .statusCode(403)
                .body("type", equalTo("urn:seedgate:problem:not-the-holder"));
        given().put("/v1/tokens/" + token + "/lease").then().statusCode(400).body("field", equalTo(HOLDER_KEY));

        when().get("/v1/tokens").then().body("tokens.token", hasItem(token));
    }

    @Test
    void theKeyIsNowhereButInTheAnswer() {
        String key = take("\"connections\": 1", null).statusCode(201).extract().path("holderKey");

        when().get("/v1/tokens").then().body(not(containsString(key)));
        when().get("/v1/seeds").then().body(not(containsString(key)));
        assertThat(topics.all()).isNotEmpty().noneMatch(value -> value.contains(key));
    }

    @Test
    void theSamePostIsTheSameToken() {
        String key = UUID.randomUUID().toString();
        String first = take("\"connections\": 1", key)
                .statusCode(201)
                .body("holderKey", equalTo(key))
                .extract()
                .path("token");

        take("\"connections\": 1", key).statusCode(201).body("token", equalTo(first));
        take("\"connections\": 2", key)
                .statusCode(422)
                .body("type", equalTo("urn:seedgate:problem:idempotency-key-reused"));

        giveBack(first, key, true).statusCode(204);
        await().atMost(PATIENCE)
                .untilAsserted(() -> take("\"connections\": 1", key)
                        .statusCode(410)
                        .body("detail", containsString("it was given back")));
    }

    @Test
    void whoeverWaitsInVainIsToldWhyAndKeepsTheirPlaceForAMoment() {
        int budget = when().get("/v1/clusters/main").path("budget");
        Map<String, Object> all = take("\"connections\": " + budget, null)
                .statusCode(201)
                .extract()
                .path("$");
        String key = UUID.randomUUID().toString();

        take("\"connections\": 2, \"waitFor\": \"1s\"", key)
                .statusCode(503)
                .body("type", equalTo("urn:seedgate:problem:no-token-in-time"))
                .body("waiting.reason", equalTo("budget"))
                .body("waiting.position", equalTo(1))
                .body("waiting.waitsFor", hasItem(all.get("token")))
                .body("detail", containsString("at place 1 in line"));
        giveBack(String.valueOf(all.get("token")), String.valueOf(all.get("holderKey")), true)
                .statusCode(204);

        take("\"connections\": 2, \"waitFor\": \"1m\"", key).statusCode(201).body("fence", greaterThan(0));
    }

    @Test
    void whoeverWillNotAskAgainLeavesNoPlaceThatIsGrantedInVain() {
        int budget = when().get("/v1/clusters/main").path("budget");
        Map<String, Object> all = take("\"connections\": " + budget, null)
                .statusCode(201)
                .extract()
                .path("$");

        take("\"connections\": 2, \"purpose\": \"once\", \"waitFor\": \"1s\", \"keepPlace\": false", null)
                .statusCode(503)
                .body("type", equalTo("urn:seedgate:problem:no-token-in-time"))
                .body("waiting.position", equalTo(1));
        when().get("/v1/seeds?seed=once").then().body("seeds.state", equalTo(List.of("cancelled")));
        giveBack(String.valueOf(all.get("token")), String.valueOf(all.get("holderKey")), true)
                .statusCode(204);

        int next = Integer.parseInt(String.valueOf(all.get("fence"))) + 1;
        take("\"connections\": " + budget, null)
                .statusCode(201)
                .body("fence", equalTo(next)); // none was granted between
    }

    @Test
    void whoeverGoesAwayGivesUpTheirPlace() throws Exception {
        int budget = when().get("/v1/clusters/main").path("budget");
        take("\"connections\": " + budget, null).statusCode(201);
        String body = "{\"database\": \"shop\", \"connections\": 2, \"purpose\": \"gone\", \"waitFor\": \"10m\"}";

        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.getOutputStream()
                    .write(("POST /v1/tokens HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            await().atMost(PATIENCE).until(() -> statesOfGone().contains("queued"));
        }

        await().atMost(Duration.ofSeconds(10)).until(() -> statesOfGone().equals(List.of("cancelled")));
    }

    private static List<String> statesOfGone() {
        return when().get("/v1/seeds?seed=gone").path("seeds.state");
    }

    @Test
    void sessionsThatAreLeftAfterItWasGivenBackAreEnded() throws SQLException {
        Map<String, Object> held =
                take("\"connections\": 1", null).statusCode(201).extract().path("$");
        int session = worker.connect(String.valueOf(held.get("token")));

        giveBack(String.valueOf(held.get("token")), String.valueOf(held.get("holderKey")), false)
                .statusCode(204);

        await().atMost(PATIENCE)
                .untilAsserted(() -> when().get("/v1/tokens").then().body("tokens", empty()));
        assertThat(worker.alive(session)).isEmpty();
    }

    @Test
    void whoeverHoldsItForLongerThanTheyAskedForCannotKeepIt() {
        Map<String, Object> held = take("\"connections\": 1, \"timeout\": \"1s\"", null)
                .statusCode(201)
                .extract()
                .path("$");

        await().atMost(PATIENCE)
                .untilAsserted(() -> renew(String.valueOf(held.get("token")), String.valueOf(held.get("holderKey")))
                        .statusCode(410)
                        .body("detail", containsString("was to be held for PT1S at most")));
    }

    @Test
    void anOperatorSeesWhoWaitsAndTakesTheTokenBack() {
        Map<String, Object> held = take("\"connections\": 1, \"purpose\": \"psql\"", null)
                .statusCode(201)
                .extract()
                .path("$");

        given().contentType("application/json")
                .body("{\"by\": \"ada\", \"reason\": \"the night shift\"}")
                .post("/v1/clusters/main/kill-seeds")
                .then()
                .statusCode(anyOf(equalTo(200), equalTo(202)));

        renew(String.valueOf(held.get("token")), String.valueOf(held.get("holderKey")))
                .statusCode(410)
                .body("detail", containsString("it was killed by an operator"));
        given().post("/v1/seeds/" + held.get("request") + "/retry").then().statusCode(409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"purpose\": \"psql\"`                          | connections",
                "`\"connections\": 0`                             | connections",
                "`\"connections\": 1000`                          | connections",
                "`\"connections\": 1, \"timeout\": \"soon\"`      | timeout",
                "`\"connections\": 1, \"waitFor\": \"2h\"`        | waitFor",
                "`\"connections\": 1, \"priority\": \"higher\"`   | priority",
                "`\"connections\": 1, \"password\": \"short\"`    | password",
            })
    void whatCanNeverBeIsRefusedAndNamesTheField(String fields, String field) {
        take(fields, null).statusCode(422).body("field", equalTo(field));
    }

    @Test
    void aKeyThatCanBeGuessedIsRefused() {
        take("\"connections\": 1", "nightly").statusCode(400).body("field", equalTo("Idempotency-Key"));
    }

    private ValidatableResponse take(String fields, @Nullable String key) {
        var request = given().contentType("application/json");
        ValidatableResponse answer = (key == null ? request : request.header("Idempotency-Key", key))
                .body("{\"database\": \"shop\", " + fields + "}")
                .post("/v1/tokens")
                .then();
        if (answer.extract().statusCode() == 201) {
            taken.put(answer.extract().path("token"), answer.extract().path("holderKey"));
        }
        return answer;
    }

    private static ValidatableResponse renew(String token, String key) {
        return given().header(HOLDER_KEY, key)
                .put("/v1/tokens/" + token + "/lease")
                .then();
    }

    private static ValidatableResponse giveBack(String token, String key, boolean disconnected) {
        return given().header(HOLDER_KEY, key)
                .delete("/v1/tokens/" + token + "?disconnected=" + disconnected)
                .then();
    }
}
