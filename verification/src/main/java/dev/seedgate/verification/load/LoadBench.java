package dev.seedgate.verification.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.LocalStackConfig;
import dev.seedgate.localstack.installation.Installation;
import dev.seedgate.localstack.installation.InstallationConfig;
import dev.seedgate.localstack.postgres.Postgres;
import dev.seedgate.localstack.workload.Login;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A durable PostgreSQL, an admission service and one worker with little memory. */
final class LoadBench implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 30;
    /** With what a JVM needs besides its heap, the worker stays under 256 MB. */
    static final int HEAP_MEGABYTES = 160;

    private static final List<String> JVM = List.of("-XX:TieredStopAtLevel=4", "-Xmx" + HEAP_MEGABYTES + "m");
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final String DATABASE = "shop";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalStack stack;
    private final Installation installation;
    private final HttpClient http = HttpClient.newHttpClient();

    private LoadBench(LocalStack stack, Installation installation) {
        this.stack = stack;
        this.installation = installation;
    }

    /** Starts all of it. */
    static LoadBench start(Path catalog) {
        LocalStack stack = LocalStack.start(LocalStackConfig.forTests()
                .withMaxConnections(MAX_CONNECTIONS)
                .withDurability()
                .withPostgresSetting("max_wal_size", "4GB"));
        try {
            Postgres postgres = stack.postgres();
            Login login = new Login(
                    postgres.jdbcUrl(postgres.database()), postgres.superuser(), postgres.password(), "measure");
            return new LoadBench(
                    stack,
                    Installation.start(
                            stack,
                            InstallationConfig.of(catalog, login, DATABASE, login)
                                    .withWorkers(1)
                                    .withJvmOptions(JVM)));
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    Postgres postgres() {
        return stack.postgres();
    }

    /** An empty table, and nothing left for the server to write that belongs to the one before. */
    void renew() throws SQLException {
        execute(LoadFeed.CREATE);
        settle();
    }

    /** Half of its rows are gone. */
    void halve() throws SQLException {
        execute(LoadFeed.HALVE);
        settle();
    }

    void settle() throws SQLException {
        execute("vacuum");
        execute("checkpoint");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = postgres().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** How many rows there are, and a number that changes with any value in them. */
    String content() throws SQLException {
        try (Connection connection = postgres().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*) || ' rows, ' || sum(hashtext(load::text)::bigint) from public.load")) {
            row.next();
            return row.getString(1);
        }
    }

    /** Runs a seed; returns how long it held its token, by the ledger. */
    Duration run(String seed) throws IOException, InterruptedException {
        HttpResponse<String> posted = http.send(
                HttpRequest.newBuilder(address("/v1/seeds"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                JSON.writeValueAsString(Map.of("seed", seed, "database", DATABASE))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String id = JSON.readTree(posted.body()).path("id").asText();
        if (id.isEmpty()) {
            throw new IOException("the seed " + seed + " was not accepted: " + posted.body());
        }
        while (true) {
            Thread.sleep(LOOK_AGAIN);
            JsonNode view = JSON.readTree(http.send(
                            HttpRequest.newBuilder(address("/v1/seeds/" + id)).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body());
            if (view.hasNonNull("finishedAt")) {
                if (!view.path("state").asText().equalsIgnoreCase("succeeded")) {
                    throw new IOException("the seed " + seed + " did not succeed: " + view);
                }
                return Duration.between(
                        Instant.parse(view.path("startedAt").asText()),
                        Instant.parse(view.path("finishedAt").asText()));
            }
        }
    }

    private URI address(String path) {
        return installation.admission().url().resolve(path);
    }

    /** The most memory that the worker's process ever had, as Linux tells; empty elsewhere. */
    String workersPeak() {
        try {
            return Files.readAllLines(Path.of("/proc/" + installation.worker(1).pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        installation.close();
        stack.close();
    }
}
