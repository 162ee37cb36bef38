package dev.seedgate.admission.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;

import dev.seedgate.admission.LedgerTopics;
import dev.seedgate.localstack.postgres.Postgres;
import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.Heartbeat;
import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.TokenRelease;
import dev.seedgate.protocol.TokenTag;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.WorkerId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

/** Does what a worker does on the wire and on the server, one step at a time. */
final class PlayedWorker implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final LedgerTopics topics;
    private final Postgres postgres;
    private final WorkerId id = new WorkerId("played-" + UUID.randomUUID(), "first-life");
    private final List<Connection> sessions = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();

    PlayedWorker(LedgerTopics topics, Postgres postgres) {
        this.topics = topics;
        this.postgres = postgres;
    }

    /** Returns once the service takes work and has seen its server. */
    static void awaitService() {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> when().get("/q/health/ready").statusCode() == 200
                        && when().get("/v1/clusters/main").path("observationAge") != null);
    }

    /** Posts a seed; returns its id. */
    static String post() {
        return post("");
    }

    /** Posts a seed with further fields, such as {@code , "priority": 7}; returns its id. */
    static String post(String fields) {
        return given().contentType("application/json")
                .body("{\"seed\": \"meyer\", \"database\": \"shop\", \"connections\": 2" + fields + "}")
                .post("/v1/seeds")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    /** Waits for work, as long as it must. */
    void bid() {
        var bid = new BidMessage.Acquire(
                "main", UUID.randomUUID().toString(), id, 0, 100, List.of(), Duration.ofMinutes(5), null);
        topics.write(Topic.TOKEN_REQUESTS, "main", "main", Json.write(bid));
    }

    /** Takes the token under which a seed runs, and returns its id. */
    String claim(String seed) {
        await().atMost(PATIENCE).until(() -> state(seed).equals("running"));
        String token = when().get("/v1/seeds/" + seed).path("token");
        topics.write(
                Topic.TOKEN_HEARTBEATS,
                "main",
                "main",
                Json.write(new Heartbeat.LeaseRenewal("main", id, token, 100, 0)));
        tokens.add(token);
        return token;
    }

    static String state(String seed) {
        return when().get("/v1/seeds/" + seed).path("state");
    }

    /** Opens a session under a token; returns its server process. */
    int connect(String token) throws SQLException {
        return session(new TokenTag("main", token).applicationName());
    }

    /** Opens a session of somebody; returns its server process. */
    int session(String applicationName) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", postgres.superuser());
        properties.setProperty("password", postgres.password());
        properties.setProperty("ApplicationName", applicationName);
        Connection session = DriverManager.getConnection(postgres.jdbcUrl(postgres.database()), properties);
        sessions.add(session);
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Which of these the server has, as it says itself. */
    List<Integer> alive(Integer... pids) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select pid from pg_stat_activity")) {
            List<Integer> alive = new ArrayList<>();
            while (rows.next()) {
                alive.add(rows.getInt(1));
            }
            alive.retainAll(List.of(pids));
            return alive;
        }
    }

    /** Says that it stopped and that its sessions are gone. */
    void release(String token) {
        var release = new TokenRelease("main", token, id, true, new SeedOutcome.GivenBack("it was told to"));
        topics.write(Topic.TOKEN_RELEASES, "main", "main", Json.write(release));
    }

    /** Says that the seed failed for good. */
    void fail(String token) {
        var release = new TokenRelease("main", token, id, true, new SeedOutcome.Failed("line 3: no number", false));
        topics.write(Topic.TOKEN_RELEASES, "main", "main", Json.write(release));
    }

    @Override
    public void close() throws SQLException {
        for (Connection session : sessions) {
            session.close();
        }
        tokens.forEach(this::release);
    }
}
