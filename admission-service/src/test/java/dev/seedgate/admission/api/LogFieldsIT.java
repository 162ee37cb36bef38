package dev.seedgate.admission.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seedgate.telemetry.LogFields;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log store can be asked for a request's lines. */
@QuarkusTest
@TestProfile(HttpOnly.class)
class LogFieldsIT {
    private final RecordedLog log = new RecordedLog("dev.seedgate.admission");

    @BeforeEach
    void ready() {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> when().get("/q/health/ready").statusCode() == 200);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void eachRequestOfABatchIsLoggedUnderItsOwnId() {
        List<String> ids = given().contentType(ContentType.JSON)
                .body("{\"seeds\": [{\"seed\": \"meyer\", \"database\": \"shop\"},"
                        + " {\"seed\": \"meyer\", \"database\": \"stats\"}]}")
                .post("/v1/batches")
                .then()
                .statusCode(202)
                .extract()
                .path("seeds.id");

        assertFields(log.fields(ids.get(0) + " accepted"), "main", "shop", ids.get(0));
        assertFields(log.fields(ids.get(1) + " accepted"), "other", "stats", ids.get(1));
    }

    private static void assertFields(Map<String, String> fields, String cluster, String database, String request) {
        assertThat(fields)
                .containsEntry(LogFields.CLUSTER, cluster)
                .containsEntry(LogFields.DATABASE, database)
                .containsEntry(LogFields.REQUEST, request)
                .doesNotContainKey(LogFields.TOKEN);
    }
}
