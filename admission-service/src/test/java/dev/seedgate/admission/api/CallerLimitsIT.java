package dev.seedgate.admission.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seedgate.admission.config.Role;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody takes the place of others. */
@QuarkusTest
@TestProfile(Authenticated.class)
class CallerLimitsIT {
    /** Of one who asks too often, and of nobody else. */
    static final String KEY = "sgk_key-of-a-script-without-a-pause-in-its-loop";

    private static final int BURST = 500;

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init") // Quarkus sets it
    URI base;

    @BeforeEach
    void ready() {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> when().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void whoeverAsksTooOftenIsToldWhenToComeAgainAndOthersNoticeNothing() {
        Response refused = null;
        int asked = 0;
        while (refused == null && asked < 100 * BURST) {
            asked++;
            Response answer = me(KEY);
            refused = answer.statusCode() == 200 ? null : answer;
        }

        assertThat(refused).as("a refusal in %d requests", asked).isNotNull();
        assertThat(asked).isGreaterThan(BURST);
        refused.then().statusCode(429).contentType("application/problem+json");
        assertThat(refused.path("type").toString()).isEqualTo("urn:seedgate:problem:too-many-requests");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 10);
        assertThat(me(Credentials.keyOf(Role.VIEWER)).statusCode()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30)).until(() -> me(KEY).statusCode() == 200);
    }

    @Test
    void nobodyTakesAllStreams() throws Exception {
        String viewer = Credentials.keyOf(Role.VIEWER);
        try (Streams streams = new Streams(base)) {
            assertThat(streams.open(viewer)).isEqualTo(200);
            assertThat(streams.open(viewer)).isEqualTo(200);
            assertThat(streams.open(viewer)).as("a third of the same").isEqualTo(429);
            assertThat(streams.open(Credentials.keyOf(Role.SUBMITTER)))
                    .as("somebody else's")
                    .isEqualTo(200);
            assertThat(streams.open(Credentials.keyOf(Role.SUBMITTER))).isEqualTo(200);
            assertThat(streams.open(Credentials.keyOf(Role.OPERATOR)))
                    .as("beyond all")
                    .isEqualTo(503);
        }
        await("the places are free again").atMost(Duration.ofSeconds(30)).until(() -> {
            try (Streams again = new Streams(base)) {
                return again.open(viewer) == 200;
            }
        });
    }

    private static Response me(String key) {
        return given().header("Authorization", "Bearer " + key).get("/v1/me");
    }

    /** Open streams, until they are closed. */
    private record Streams(URI base, HttpClient client) implements AutoCloseable {
        Streams(URI base) {
            this(
                    base,
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
        }

        int open(String key) throws Exception {
            HttpResponse<InputStream> answer = client.send(
                    HttpRequest.newBuilder(base.resolve("/v1/clusters/main/events"))
                            .header("Authorization", "Bearer " + key)
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            return answer.statusCode();
        }

        @Override
        public void close() {
            client.shutdownNow();
        }
    }
}
