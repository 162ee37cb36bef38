package dev.seedgate.admission.api;

import static dev.seedgate.admission.Requests.progress;
import static dev.seedgate.admission.Requests.request;
import static dev.seedgate.admission.Requests.status;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seedgate.admission.LedgerTopics;
import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.RejectedRow;
import dev.seedgate.protocol.RunLogLine;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import dev.seedgate.protocol.Topic;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What somebody is told who watches a seed. */
@QuarkusTest
@TestProfile(HttpOnly.class)
@Timeout(120)
class SeedEventsIT {
    private static final int PLACES = 5;

    private final List<EventReader> watchers = new ArrayList<>();
    private final SeedRequest seed = request("watched-" + UUID.randomUUID(), 2, 0);

    @SuppressWarnings("NullAway.Init") // BrokerResource sets it
    LedgerTopics topics;

    @BeforeEach
    void ready() {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> when().get("/q/health/ready").statusCode() == 200);
        topics.status("main", status(seed, SeedState.RUNNING, "main-1"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> when().get("/v1/seeds/" + seed.id()).statusCode() == 200);
    }

    @AfterEach
    void leave() throws IOException {
        for (EventReader watcher : watchers) {
            watcher.close();
        }
    }

    @Test
    void isToldHowTheSeedStandsAndWheneverThatChangesUntilItHasEnded() throws Exception {
        EventReader watcher = watch(null);
        assertThat(watcher.data().at("/state").asText()).isEqualTo("running");

        topics.status("main", progress(seed.id(), "main-1", 50));
        JsonNode running = watcher.data();
        assertThat(running.at("/progress/rows").asLong()).isEqualTo(50);
        assertThat(running.at("/progress/rowsPerSecond").asLong()).isEqualTo(50);

        topics.status("main", status(seed, SeedState.SUCCEEDED, "main-1"));
        assertThat(watcher.data().at("/state").asText()).isEqualTo("succeeded");
        assertThat(watcher.next()).isEmpty();
    }

    @Test
    void isNotToldAgainWhatItKnows() throws Exception {
        EventReader first = watch(null);
        String known = first.next().getOrDefault("id", "");
        first.close();

        EventReader second = watch(known);
        topics.status("main", status(seed, SeedState.CANCELLED, "main-1"));

        assertThat(second.data().at("/state").asText()).isEqualTo("cancelled");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void itsLogIsFoundAmongThoseOfOthersFromTheTimeThatItWasAcceptedOn() {
        SeedRequest posted = posted();
        for (String id : List.of("another-" + posted.id(), posted.id(), posted.id())) {
            var line = new RunLogLine(id, "main-1", 1, Instant.now(), RunLogLine.Kind.RUN, "said by " + id);
            topics.write(Topic.SEED_LOGS, "main", id, Json.write(line));
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> when().get("/v1/seeds/" + posted.id() + "/log")
                        .then()
                        .statusCode(200)
                        .body("lines.text", contains("said by " + posted.id(), "said by " + posted.id()))
                        .body("lines[0].kind", equalTo("run"))
                        .body("complete", equalTo(true)));
        when().get("/v1/seeds/nobody/log").then().statusCode(404);
    }

    @Test
    void rowsThatWerePutAsideCanBeDownloadedOnceTheSeedHasSucceeded() {
        SeedRequest posted = posted();
        reject(posted, "main-1", 1, "of a run that failed");
        reject(posted, "main-2", 1, "\"Zoll\", a\nline");
        reject(posted, "main-2", 2, "another");
        String path = "/v1/seeds/" + posted.id() + "/rejects";
        topics.status("main", status(posted, SeedState.RUNNING, "main-2"));
        String header = "step,file,line,column,value,reason\r\n";
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> when().get("/v1/seeds/" + posted.id()).then().body("state", equalTo("running")));
        when().get(path).then().statusCode(200).contentType("text/csv").body(equalTo(header));

        SeedStatus end = status(posted, SeedState.SUCCEEDED, "main-2");
        topics.status(
                "main",
                new SeedStatus(
                        posted,
                        end.state(),
                        1,
                        0,
                        "main-2",
                        "w",
                        7L,
                        3L,
                        null,
                        null,
                        null,
                        end.at(),
                        null,
                        end.at(),
                        null,
                        end.at()));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> when().get("/v1/seeds/" + posted.id()).then().body("rejected", equalTo(3)));
        when().get(path)
                .then()
                .statusCode(200)
                .header("Seedgate-Rejected", "3")
                .header("Seedgate-Complete", "false")
                .header("Content-Disposition", "attachment; filename=\"rejects-" + posted.id() + ".csv\"")
                .body(equalTo(header + "2,f.csv,1,\"column \"\"A\"\"\",\"\"\"Zoll\"\", a\nline\",is wrong\r\n"
                        + "2,f.csv,2,\"column \"\"A\"\"\",another,is wrong\r\n"));
        given().accept("application/x-ndjson")
                .get(path)
                .then()
                .contentType("application/x-ndjson")
                .body(equalTo("{\"step\":2,\"file\":\"f.csv\",\"line\":1,\"column\":\"column \\\"A\\\"\","
                        + "\"value\":\"\\\"Zoll\\\", a\\nline\",\"reason\":\"is wrong\"}\n"
                        + "{\"step\":2,\"file\":\"f.csv\",\"line\":2,\"column\":\"column \\\"A\\\"\","
                        + "\"value\":\"another\",\"reason\":\"is wrong\"}\n"));
        given().accept("text/csv").get("/v1/seeds/nobody/rejects").then().statusCode(404);
    }

    private void reject(SeedRequest request, String token, int number, String value) {
        var row = new RejectedRow(request.id(), token, number, 2, "f.csv", number, "column \"A\"", value, "is wrong");
        topics.write(Topic.SEED_REJECTS, "main", request.id(), Json.write(row));
    }

    private SeedRequest posted() {
        String id = PlayedWorker.post();
        return topics.requests().stream()
                .filter(request -> request.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSeedThatNobodyKnowsCannotBeWatched() {
        given().accept("text/event-stream")
                .get("/v1/seeds/nobody/events")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:seedgate:problem:not-found"));
    }

    @Test
    void thereAreSoManyPlacesAndWhoLeavesMakesRoom() throws Exception {
        for (int place = 0; place < PLACES; place++) {
            watch(null).next();
        }
        given().accept("text/event-stream")
                .get("/v1/seeds/" + seed.id() + "/events")
                .then()
                .statusCode(503)
                .body("type", equalTo("urn:seedgate:problem:too-many-watchers"));

        leave();

        await().atMost(Duration.ofSeconds(60)).until(() -> watch(null).status() == 200);
    }

    private EventReader watch(@Nullable String lastEventId) throws IOException, InterruptedException {
        EventReader watcher = new EventReader("/v1/seeds/" + seed.id() + "/events", lastEventId);
        watchers.add(watcher);
        return watcher;
    }
}
