package dev.seedgate.verification.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.LocalStackConfig;
import dev.seedgate.localstack.installation.Installation;
import dev.seedgate.localstack.installation.InstallationConfig;
import dev.seedgate.localstack.installation.ServerPlan;
import dev.seedgate.localstack.installation.ServiceProcess;
import dev.seedgate.localstack.postgres.Postgres;
import dev.seedgate.localstack.workload.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is measured: a broker, a PostgreSQL server with room for every token, and admission services in processes of their own. Both
 * broker and services run with the optimising compiler, as they would in production and as the demo, which wants to start soon,
 * does not.
 */
final class Bench implements AutoCloseable {
    static final String CLUSTER = "main";
    static final String DATABASE = "shop";
    static final int MAX_CONNECTIONS = 400;

    private static final String OPTIMISE = "-XX:TieredStopAtLevel=4";
    private static final String HEAP = "-Xmx1g";

    private final LocalStack stack;
    private final Installation installation;
    private final List<ServiceProcess> services = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Wire wire;

    private Bench(LocalStack stack, Installation installation) {
        this.stack = stack;
        this.installation = installation;
        services.add(installation.admission());
        this.wire = new Wire(stack.broker().bootstrapServers(), CLUSTER);
    }

    /** Starts all of it with one admission service. */
    static Bench start(List<String> serviceJvmOptions) {
        return start(MAX_CONNECTIONS, serviceJvmOptions);
    }

    /** The same on a server of another size. */
    static Bench start(int maxConnections, List<String> serviceJvmOptions) {
        LocalStack stack = LocalStack.start(LocalStackConfig.forTests()
                .withMaxConnections(maxConnections)
                .withBrokerJvmOption(OPTIMISE)
                .withBrokerJvmOption(HEAP));
        try {
            return new Bench(stack, Installation.start(stack, installation(stack, serviceJvmOptions)));
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    private static InstallationConfig installation(LocalStack stack, List<String> serviceJvmOptions) {
        Postgres postgres = stack.postgres();
        Login login =
                new Login(postgres.jdbcUrl(postgres.database()), postgres.superuser(), postgres.password(), "measure");
        List<String> jvmOptions = new ArrayList<>(List.of(OPTIMISE, HEAP));
        jvmOptions.addAll(serviceJvmOptions);
        return InstallationConfig.of(catalog(stack.folder()), login, DATABASE, login)
                .withWorkers(0)
                .withPlans(List.of(
                        new ServerPlan("Half", MAX_CONNECTIONS / 2, 60),
                        new ServerPlan("As it is", MAX_CONNECTIONS, 120),
                        new ServerPlan("Double", 2 * MAX_CONNECTIONS, 240)))
                .withJvmOptions(jvmOptions);
    }

    /** Nothing is ever run, so one seed will do. */
    private static Path catalog(Path folder) {
        try {
            Path catalog = Files.createDirectories(folder.resolve("catalog"));
            Files.writeString(catalog.resolve("meyer.yaml"), """
                    name: meyer
                    description: Never run, only granted.
                    connections: 1
                    steps:
                      - sql: { inline: select 1 }
                    """);
            return catalog;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write the catalog", e);
        }
    }

    Wire wire() {
        return wire;
    }

    /** Another admission service; returns when it is ready, which is before it owns anything. */
    void startStandby() {
        services.add(installation.startStandby("standby"));
    }

    List<ServiceProcess> services() {
        return List.copyOf(services);
    }

    /** The service that decides the measured cluster now; empty while nobody says so. */
    Optional<ServiceProcess> owner() {
        return services.stream()
                .filter(ServiceProcess::isAlive)
                .filter(this::owns)
                .findFirst();
    }

    /**
     * What the first service answers.
     *
     * @throws IllegalStateException where that is a problem
     */
    JsonNode get(String path) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            services.getFirst().url().resolve(path))
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(path + ": " + response.body());
            }
            return new ObjectMapper().readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    private boolean owns(ServiceProcess service) {
        try {
            HttpRequest request = HttpRequest.newBuilder(service.url().resolve("/q/health/live"))
                    .build();
            JsonNode health = new ObjectMapper()
                    .readTree(http.send(request, HttpResponse.BodyHandlers.ofString())
                            .body());
            return health.findValuesAsText("ownedPartitions").stream()
                    .anyMatch(owned -> List.of(owned.replaceAll("[\\[\\] ]", "").split(",", -1))
                            .contains(Integer.toString(wire.partition())));
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        wire.close();
        services.forEach(ServiceProcess::close);
        installation.close();
        stack.close();
    }
}
