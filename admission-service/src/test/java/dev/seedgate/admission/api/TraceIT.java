package dev.seedgate.admission.api;

import static dev.seedgate.admission.api.PlayedWorker.PATIENCE;
import static dev.seedgate.admission.api.PlayedWorker.state;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.seedgate.admission.LedgerTopics;
import dev.seedgate.localstack.postgres.Postgres;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.Traceparent;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** A trace that a client began goes on through the ledger; what a real worker makes of it is verification's. */
@QuarkusTest
@TestProfile(WholeService.class)
@SuppressWarnings("NullAway.Init") // StackResource and Quarkus set the fields
class TraceIT {
    private static final String CLIENT = "00f067aa0ba902b7";

    LedgerTopics topics;
    Postgres postgres;

    @Inject
    RecordedSpans spans;

    private final String trace = UUID.randomUUID().toString().replace("-", "");

    @Test
    void goesOnFromThePostToTheLineThatSaysThatTheConnectionsAreFree() throws SQLException {
        PlayedWorker.awaitService();
        String id = post("meyer").statusCode(202).extract().path("id");
        when().get("/v1/seeds/" + id).then().body("traceId", equalTo(trace));
        String token;
        try (PlayedWorker worker = new PlayedWorker(topics, postgres)) {
            worker.bid();
            token = worker.claim(id);
            worker.fail(token);
            await().atMost(PATIENCE).until(() -> state(id).equals("dead"));
        }

        for (Topic topic :
                List.of(Topic.SEED_REQUESTS, Topic.TOKEN_GRANTS, Topic.SEED_STATUS, Topic.SEED_DEAD_LETTERS)) {
            assertThat(topics.naming(topic, id))
                    .as(topic.baseName())
                    .isNotEmpty()
                    .allMatch(this::isTraced);
        }
        assertThat(topics.naming(Topic.TOKEN_EVENTS, id))
                .allMatch(this::isTraced)
                .extracting(TraceIT::text)
                .anyMatch(line -> line.contains("\"request-queued\""))
                .anyMatch(line -> line.contains("\"token-granted\"") && line.contains(token))
                .anyMatch(line -> line.contains("\"token-released\"") && line.contains(token));
        SpanData operation = span("POST /v1/seeds");
        SpanData queue = span("queue");
        assertThat(operation.getParentSpanId()).isEqualTo(CLIENT);
        assertThat(queue.getParentSpanId()).isEqualTo(operation.getSpanId());
        assertThat(queue.getEndEpochNanos()).isGreaterThanOrEqualTo(queue.getStartEpochNanos());
    }

    @Test
    void isNamedByAProblem() {
        PlayedWorker.awaitService();

        post("mayer").statusCode(422).body("traceId", equalTo(trace));
    }

    private ValidatableResponse post(String seed) {
        return given().contentType("application/json")
                .header(Traceparent.HEADER, "00-" + trace + "-" + CLIENT + "-01")
                .body("{\"seed\": \"" + seed + "\", \"database\": \"shop\", \"connections\": 2}")
                .post("/v1/seeds")
                .then();
    }

    private boolean isTraced(ConsumerRecord<String, byte[]> record) {
        var header = record.headers().lastHeader(Traceparent.HEADER);
        return header != null && trace.equals(Traceparent.traceId(new String(header.value(), StandardCharsets.UTF_8)));
    }

    private static String text(ConsumerRecord<String, byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private SpanData span(String name) {
        return await(name)
                .atMost(PATIENCE)
                .until(
                        () -> spans.of(trace).stream()
                                .filter(span -> span.getName().equals(name))
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }
}
