package dev.seedgate.admission.api;

import static dev.seedgate.admission.Requests.queued;
import static dev.seedgate.admission.Requests.request;
import static dev.seedgate.admission.Requests.seen;
import static dev.seedgate.admission.Requests.status;
import static dev.seedgate.admission.Requests.token;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.seedgate.admission.LedgerTopics;
import dev.seedgate.core.ledger.EntityKey;
import dev.seedgate.protocol.BudgetFigures;
import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.TokenEvent;
import dev.seedgate.protocol.Topic;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a page is told of a cluster, and others of the journal. */
@QuarkusTest
@TestProfile(HttpOnly.class)
@Timeout(120)
class LiveEventsIT {
    private static final int PLACES = 4;
    private static final int KEPT = 300;
    private static final int DEPARTURES = 60;
    private static final long FENCE = 4711;
    private static final String TOKEN = "main-" + FENCE;
    private static final String CLUSTER = "/v1/clusters/main/events";

    private final List<EventReader> readers = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // BrokerResource sets it
    LedgerTopics topics;

    @BeforeEach
    void ready() {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> when().get("/q/health/ready").statusCode() == 200);
    }

    @AfterEach
    void leave() throws IOException {
        for (EventReader reader : readers) {
            reader.close();
        }
    }

    @Test
    void aClusterIsToldAsAWholeEverySecond() throws Exception {
        SeedRequest running = request("running-" + UUID.randomUUID(), 2, 0);
        SeedRequest waiting = request("waiting-" + UUID.randomUUID(), 2, 1);
        topics.entity("main", seen());
        topics.entity("main", token(FENCE, running.id(), 2));
        topics.status("main", status(running, SeedState.RUNNING, TOKEN));
        topics.entity("main", queued(waiting, 1));
        topics.status("main", status(waiting, SeedState.QUEUED, null));
        EventReader page = open(CLUSTER, null);

        JsonNode overview = await().atMost(Duration.ofSeconds(30))
                .pollInSameThread()
                .until(
                        () -> json(page.next("overview")),
                        told -> next(told, waiting).at("/waiting/reason").isTextual());

        assertThat(overview.at("/cluster/cluster").asText()).isEqualTo("main");
        assertThat(overview.at("/queue/waiting").asInt()).isPositive();
        assertThat(overview.path("tokens"))
                .filteredOn(holding -> holding.at("/token/token").asText().equals(TOKEN))
                .singleElement()
                .satisfies(
                        holding -> assertThat(holding.path("attempt").asInt()).isEqualTo(1));
        assertThat(Instant.parse(json(page.next("overview")).at("/at").asText()))
                .isAfter(Instant.parse(overview.at("/at").asText()));
        topics.gone("main", EntityKey.request(waiting.id()));
        topics.gone("main", EntityKey.token(TOKEN));
    }

    private static JsonNode next(JsonNode overview, SeedRequest request) {
        for (JsonNode next : overview.at("/queue/next")) {
            if (next.path("id").asText().equals(request.id())) {
                return next;
            }
        }
        return MissingNode.getInstance();
    }

    @Test
    void theJournalGoesOnWhereAReaderStopped() throws Exception {
        String first = say("main");
        EventReader before = open(CLUSTER, null);
        String id = read(before, first);
        before.close();
        String second = say("main");
        String third = say("main");

        EventReader after = open(CLUSTER, id);
        assertThat(detail(after.next("journal"))).isEqualTo(second);
        assertThat(detail(after.next("journal"))).isEqualTo(third);

        EventReader asked = open(CLUSTER + "?after=" + id, null);
        assertThat(detail(asked.next("journal"))).isEqualTo(second);
    }

    @Test
    void whoHasMissedMoreThanIsKeptIsToldSo() throws Exception {
        String first = say("main");
        EventReader before = open(CLUSTER, null);
        String id = read(before, first);
        before.close();
        String last = "";
        for (int line = 0; line <= KEPT; line++) {
            last = say("main");
        }
        EventReader other = open(CLUSTER, null);
        read(other, last);

        assertThat(open(CLUSTER, id).next()).containsEntry("event", "gap");
    }

    @Test
    void theJournalOfAllClustersBeginsWithNowUnlessEarlierLinesAreAskedFor() throws Exception {
        String earlier = say("other");
        read(open("/v1/events?cluster=other&earlier=1", null), earlier);
        EventReader all = open("/v1/events", null);
        EventReader one = open("/v1/events?cluster=main", null);

        String ofOther = say("other");
        String ofMain = say("main");

        assertThat(List.of(detail(all.next("journal")), detail(all.next("journal"))))
                .containsExactlyInAnyOrder(ofOther, ofMain);
        assertThat(detail(one.next("journal"))).isEqualTo(ofMain);
    }

    @Test
    void thereAreSoManyPlacesAndWhoLeavesMakesRoom() throws Exception {
        for (int place = 0; place < PLACES; place++) {
            open(CLUSTER, null).next("overview");
        }
        given().accept("text/event-stream")
                .get("/v1/events")
                .then()
                .statusCode(503)
                .body("type", equalTo("urn:seedgate:problem:too-many-watchers"));

        leave();

        await().atMost(Duration.ofSeconds(60)).until(() -> open(CLUSTER, null).status() == 200);
    }

    @Test
    void aReaderWhoGoesAwayAmidAnEventIsNoError() throws Exception {
        for (int line = 0; line < PLACES * PLACES; line++) {
            say("main");
        }
        try (Complaints complaints = Complaints.listen()) {
            for (int reader = 0; reader < DEPARTURES; reader++) {
                open(CLUSTER, null).close();
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> open(CLUSTER, null).status() == 200);
            assertThat(complaints.heard())
                    .as("Netty warns of a write that failed twice, and has no other way to say it")
                    .allMatch(said -> said.startsWith("io.netty."));
        }
    }

    @Test
    void nobodyIsToldOfAClusterThatIsNotConfigured() {
        for (String path : List.of("/v1/clusters/nobody/events", "/v1/events?cluster=nobody")) {
            given().accept("text/event-stream").get(path).then().statusCode(404);
        }
        when().get("/v1/clusters/nobody/history").then().statusCode(404);
        when().get("/v1/clusters/main/history?since=yesterday")
                .then()
                .statusCode(400)
                .body("field", equalTo("since"));
    }

    /** Writes a line into the journal; returns its detail, by which it is known again. */
    private String say(String cluster) {
        String detail = UUID.randomUUID().toString();
        var event = new TokenEvent(
                cluster,
                1,
                Instant.now(),
                "request-queued",
                null,
                "request",
                null,
                null,
                null,
                detail,
                BudgetFigures.of(8, 0));
        topics.write(Topic.TOKEN_EVENTS, cluster, cluster, Json.write(event));
        return detail;
    }

    /** Reads on until that line; returns its id. */
    private static String read(EventReader reader, String line) throws IOException {
        Map<String, String> event = reader.next("journal");
        while (!detail(event).equals(line)) {
            event = reader.next("journal");
        }
        return event.getOrDefault("id", "");
    }

    private static String detail(Map<String, String> event) throws IOException {
        return json(event).path("detail").asText();
    }

    private static JsonNode json(Map<String, String> event) throws IOException {
        return new JsonMapper().readTree(event.get("data"));
    }

    private EventReader open(String path, @Nullable String lastEventId) throws IOException, InterruptedException {
        EventReader reader = new EventReader(path, lastEventId);
        readers.add(reader);
        return reader;
    }
}
