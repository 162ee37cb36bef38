package dev.seedgate.admission.api;

import static dev.seedgate.admission.api.PlayedWorker.PATIENCE;
import static dev.seedgate.admission.api.PlayedWorker.post;
import static dev.seedgate.admission.api.PlayedWorker.state;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.seedgate.admission.LedgerTopics;
import dev.seedgate.localstack.postgres.Postgres;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Seeds that come back, by way of the real ledger. */
@QuarkusTest
@TestProfile(WholeService.class)
@SuppressWarnings("NullAway.Init") // StackResource sets the fields
class RetriesIT {
    LedgerTopics topics;
    Postgres postgres;

    private PlayedWorker worker;

    @BeforeEach
    void ready() {
        worker = new PlayedWorker(topics, postgres);
        PlayedWorker.awaitService();
    }

    @AfterEach
    void tidyUp() throws SQLException {
        List<String> seeds = when().get("/v1/seeds?limit=1000").path("seeds.id");
        seeds.forEach(seed -> when().delete("/v1/seeds/" + seed));
        worker.close();
        await().atMost(PATIENCE)
                .untilAsserted(() -> when().get("/v1/tokens").then().body("tokens", empty()));
    }

    @Test
    void aDeadSeedIsQueuedAgainUnderItsIdAndTheSameRetryHasNoSecondEffect() {
        String seed = post();
        worker.bid();
        worker.fail(worker.claim(seed));
        await().atMost(PATIENCE).until(() -> state(seed).equals("dead"));
        String key = "mended-" + UUID.randomUUID();

        retry(seed, key)
                .statusCode(202)
                .header("Location", containsString("/v1/seeds/" + seed))
                .body("id", equalTo(seed))
                .body("state", equalTo("queued"))
                .body("attempt", equalTo(1))
                .body("error", nullValue());
        retry(seed, null).statusCode(409).body("type", equalTo("urn:seedgate:problem:not-retriable"));

        worker.bid();
        worker.fail(worker.claim(seed));
        await().atMost(PATIENCE).until(() -> state(seed).equals("dead"));
        retry(seed, key).statusCode(202).body("state", equalTo("dead"));
        retry(seed, null).statusCode(202).body("state", equalTo("queued"));
    }

    @Test
    void thoseThatWereCancelledBecauseOfItComeBackBehindIt() {
        String first = post();
        String second = post(", \"after\": [\"" + first + "\"]");
        String third = post(", \"after\": [\"" + second + "\"]");
        when().delete("/v1/seeds/" + first).then().statusCode(202);
        await().atMost(PATIENCE).until(() -> state(third).equals("cancelled"));

        retry(second, null).statusCode(409).body("detail", containsString("retry that one"));
        retry(first, null).statusCode(202).body("state", equalTo("queued"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> when().get("/v1/seeds/" + third)
                        .then()
                        .body("state", equalTo("queued"))
                        .body("waiting.reason", equalTo("predecessor"))
                        .body("waiting.waitsFor", contains(second)));
    }

    @Test
    void nobodyRetriesWhatNobodyKnows() {
        retry("unheard-of", null).statusCode(404);
        retry("unheard-of", "k".repeat(201)).statusCode(400).body("field", equalTo("Idempotency-Key"));
    }

    private static ValidatableResponse retry(String seed, @Nullable String key) {
        var request = given();
        return (key == null ? request : request.header("Idempotency-Key", key))
                .post("/v1/seeds/" + seed + "/retry")
                .then();
    }
}
