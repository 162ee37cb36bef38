package dev.seedgate.admission.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.seedgate.admission.LedgerTopics;
import dev.seedgate.localstack.broker.Broker;
import dev.seedgate.protocol.SeedRequest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(HttpOnly.class)
class BrokerAwayIT {
    private static final String SEED = "{\"seed\": \"meyer\", \"database\": \"shop\"}";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @SuppressWarnings("NullAway.Init") // BrokerResource sets it
    LedgerTopics topics;

    @SuppressWarnings("NullAway.Init") // BrokerResource sets it
    Broker broker;

    @BeforeEach
    void ready() {
        awaitReady();
    }

    @AfterEach
    void bringTheBrokerBack() {
        broker.start();
        awaitReady();
    }

    @Test
    void nothingIsHalfAcceptedAndEverythingRecovers() {
        String known = post("/v1/seeds", SEED).statusCode(202).extract().header("Location");
        when().get(known).then().statusCode(200);
        List<SeedRequest> before = topics.requests();

        broker.kill();

        await().atMost(PATIENCE).until(() -> when().get("/q/health/ready").statusCode() == 503);
        away(post("/v1/seeds", SEED), "broker-away");
        away(post("/v1/batches", "{\"seeds\": [" + SEED + ", " + SEED + "]}"), "broker-away");
        away(when().delete(known).then(), "broker-away");
        away(when().get("/v1/seeds/unknown").then(), "read-model-behind");
        when().get(known).then().statusCode(200);
        when().get("/v1/seeds").then().statusCode(200);
        when().get("/q/health/live").then().statusCode(200);

        broker.start();
        awaitReady();
        assertThat(topics.requests()).containsExactlyInAnyOrderElementsOf(before);
        post("/v1/seeds", SEED).statusCode(202);
        when().get("/v1/seeds/unknown").then().statusCode(404);
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType("application/json").body(body).post(path).then();
    }

    private static void away(ValidatableResponse response, String kind) {
        response.statusCode(503)
                .header("Retry-After", equalTo("2"))
                .contentType("application/problem+json")
                .body("type", equalTo("urn:seedgate:problem:" + kind));
    }

    private static void awaitReady() {
        await().atMost(PATIENCE).until(() -> when().get("/q/health/ready").statusCode() == 200);
    }
}
