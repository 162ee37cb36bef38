package dev.seedgate.admission.api;

import static dev.seedgate.admission.api.PlayedWorker.PATIENCE;
import static dev.seedgate.admission.api.PlayedWorker.post;
import static dev.seedgate.admission.api.PlayedWorker.state;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.seedgate.admission.LedgerTopics;
import dev.seedgate.localstack.postgres.Postgres;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a scrape finds, and what an autoscaler is told. */
@QuarkusTest
@TestProfile(WholeService.class)
@SuppressWarnings("NullAway.Init") // StackResource sets the fields
class MetricsIT {
    LedgerTopics topics;
    Postgres postgres;

    @Test
    void sayWhatWaitsForWhatAndWhatStandsIdle() throws SQLException {
        int budget = await().atMost(Duration.ofMinutes(2))
                .until(() -> when().get("/v1/clusters/main").<Integer>path("budget"), Objects::nonNull);
        String first = post();
        String second = post(", \"after\": [\"" + first + "\"]");

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(value("seedgate_requests_waiting{cluster=\"main\",reason=\"no-worker\"}"))
                    .isEqualTo(1);
            assertThat(value("seedgate_requests_waiting{cluster=\"main\",reason=\"predecessor\"}"))
                    .isEqualTo(1);
            assertThat(value("seedgate_requests_waiting{cluster=\"main\",reason=\"budget\"}"))
                    .isZero();
            assertThat(value("seedgate_connections_budget{cluster=\"main\"}")).isEqualTo(budget);
            assertThat(value("seedgate_connections_free{cluster=\"main\"}")).isEqualTo(budget);
            assertThat(value("seedgate_connections_idle_seconds_total{cause=\"no-worker\",cluster=\"main\"}"))
                    .isGreaterThan(1);
        });

        assertThat(value("seedgate_connections_reserved{class=\"api\",cluster=\"main\"}"))
                .isEqualTo(2);
        assertThat(value("seedgate_connections_used{class=\"agent\",cluster=\"main\"}"))
                .isEqualTo(1);

        when().get("/v1/scaling?slots=1")
                .then()
                .statusCode(200)
                .body("workers", equalTo(1))
                .body("busy", equalTo(0))
                .body("clusters[0].waiting", equalTo(2))
                .body("clusters[0].startableNow", equalTo(1))
                .body("clusters[0].budget", equalTo(budget))
                .body("why", containsString("of which 1 could start now"));

        double granted = countOf("token-granted");
        double waits = value("seedgate_request_wait_seconds_count{cluster=\"main\"}");
        try (PlayedWorker worker = new PlayedWorker(topics, postgres)) {
            worker.bid();
            String token = worker.claim(first);
            int ofToken = worker.connect(token);
            int ofApi = worker.session("api-test");
            assertThat(worker.alive(ofToken, ofApi)).hasSize(2);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(value("seedgate_connections_used{class=\"tokens\",cluster=\"main\"}"))
                        .isEqualTo(1);
                assertThat(value("seedgate_connections_used{class=\"api\",cluster=\"main\"}"))
                        .isEqualTo(1);
                assertThat(value("seedgate_connections_used{class=\"unclassified\",cluster=\"main\"}"))
                        .isZero();
            });
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(value("seedgate_connections_charged{cluster=\"main\"}"))
                        .isEqualTo(2);
                assertThat(value("seedgate_request_wait_seconds_count{cluster=\"main\"}"))
                        .isEqualTo(waits + 1);
                assertThat(value("seedgate_request_wait_seconds_bucket{cluster=\"main\",le=\"14400.0\"}"))
                        .isEqualTo(waits + 1);
                when().get("/v1/scaling?cluster=main&labels=")
                        .then()
                        .body("workers", equalTo(1))
                        .body("busy", equalTo(1))
                        .body("clusters[0].running", equalTo(1));
                assertThat(countOf("token-granted")).isEqualTo(granted + 1);
            });
            when().delete("/v1/seeds/" + first);
        }
        await().atMost(PATIENCE).until(() -> state(second).equals("cancelled"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> when().get("/v1/tokens").then().body("tokens", empty()));
    }

    @Test
    void tellHowTheLoopKeepsUp() {
        String request = post();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(countOf("request-queued")).isPositive();
            assertThat(value("seedgate_loop_turn_seconds_count")).isPositive();
            assertThat(value("seedgate_loop_records_sum")).isPositive();
            assertThat(value("seedgate_loop_delay_seconds_bucket{le=\"30.0\"}")).isPositive();
        });
        assertThat(value("seedgate_loop_drops_total")).isZero();

        when().delete("/v1/seeds/" + request);
        await().atMost(PATIENCE).until(() -> state(request).equals("cancelled"));
    }

    @Test
    void areThoseThatTheDocumentTellsOf() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "METRICS.md"));
        Set<String> told = matches("(?m)^\\| `(seedgate_[a-z_]+?)(?:_total)?` \\|(?![^\\n]*\\| of a worker)", document);
        Set<String> onlyOnceItHappened = Set.of("seedgate_agent_terminations");

        await().atMost(PATIENCE).untilAsserted(() -> {
            Set<String> there = matches(
                    "(?m)^# TYPE (seedgate_[a-z_]+?)(?:_max)? ",
                    when().get("/q/metrics").asString());
            assertThat(there).isSubsetOf(told);
            assertThat(told).allMatch(metric -> there.contains(metric) || onlyOnceItHappened.contains(metric));
        });
    }

    @Test
    void ofEventLoopsAreThoseThatTellThemApart() {
        String metrics = when().get("/q/metrics").asString();

        assertThat(metrics)
                .contains("netty_eventexecutor_tasks_pending{")
                .doesNotContain("netty_eventexecutor_workers");
    }

    private static Set<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    /** Zero as long as it has not happened, for then there is no such series. */
    private static double countOf(String event) {
        double count = value("seedgate_events_total{cluster=\"main\",event=\"" + event + "\"}");
        return Double.isNaN(count) ? 0 : count;
    }

    private static double value(String series) {
        String text = when().get("/q/metrics").asString();
        return Arrays.stream(text.split("\n"))
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }
}
