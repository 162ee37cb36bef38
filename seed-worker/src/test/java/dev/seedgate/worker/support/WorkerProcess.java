package dev.seedgate.worker.support;

import dev.seedgate.localstack.process.FreePorts;
import dev.seedgate.localstack.process.ManagedProcess;
import dev.seedgate.localstack.process.ProcessSpec;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A worker as people run it: the packaged application in a process of its own. */
public final class WorkerProcess implements AutoCloseable {
    private static final Path JAR =
            Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
    private static final Duration START = Duration.ofSeconds(60);

    private final ManagedProcess process;
    private final Path log;
    private final int port;

    private WorkerProcess(ManagedProcess process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Starts it and does not wait. */
    public static WorkerProcess start(Path folder, Map<String, String> properties) throws IOException {
        Files.createDirectories(folder);
        int port = FreePorts.next();
        var command = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.port=" + port));
        var passwords = new TreeMap<String, String>();
        properties.forEach((name, value) -> {
            if (name.endsWith(".password")) {
                passwords.put(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value);
            } else {
                command.add("-D" + name + "=" + value);
            }
        });
        command.addAll(List.of("-jar", JAR.toString()));
        Path log = folder.resolve("worker.log");
        ProcessSpec spec = ProcessSpec.of("worker", folder, command).withLog(log);
        for (Map.Entry<String, String> password : passwords.entrySet()) {
            spec = spec.withEnvironment(password.getKey(), password.getValue());
        }
        ManagedProcess process = ManagedProcess.start(spec);
        return new WorkerProcess(process, log, port);
    }

    /** The properties of a worker with one slot on one database. */
    public static Map<String, String> properties(
            String bootstrap, String topicPrefix, TestCatalog catalog, TestDatabase database) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("kafka.bootstrap.servers", bootstrap);
        properties.put("seedgate.installation", "test");
        properties.put("seedgate.topic-prefix", topicPrefix);
        properties.put("seedgate.catalog", catalog.folder().toString());
        properties.put("seedgate.worker.name", "worker-1");
        properties.put("seedgate.worker.slots", "1");
        properties.put("seedgate.worker.grace-period", "20s");
        String shop = "seedgate.clusters." + Grants.CLUSTER + ".databases." + Grants.DATABASE;
        properties.put(shop + ".url", database.settings().url());
        properties.put(shop + ".username", database.settings().username());
        properties.put(shop + ".password", database.settings().password());
        return properties;
    }

    public WorkerProcess awaitReady() {
        process.awaitReady(() -> status("/q/health/ready") == 200, START);
        return this;
    }

    public ManagedProcess process() {
        return process;
    }

    public String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.kill();
    }

    private int status(String path) throws IOException {
        var connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        connection.setConnectTimeout(1000);
        connection.setReadTimeout(5000);
        return connection.getResponseCode();
    }
}
