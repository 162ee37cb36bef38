package dev.seedgate.localstack.installation;

import dev.seedgate.localstack.process.FreePorts;
import dev.seedgate.localstack.process.ManagedProcess;
import dev.seedgate.localstack.process.ProcessFailedException;
import dev.seedgate.localstack.process.ProcessSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntFunction;

/**
 * One service in a process of its own. It keeps its name, folder and port when it is started again, as a pod of a stateful set
 * does. Not to be used by two threads at once.
 */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(200);
    private static final int PORT_TRIES = 5;
    private static final int LOG_LINES_FOR_PORT = 60;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ProcessSpec spec;
    private final IntFunction<ServiceProperties> properties;
    private final boolean portGiven;
    private int port;
    private ManagedProcess process;

    private ServiceProcess(ProcessSpec spec, int port, IntFunction<ServiceProperties> properties) {
        this.spec = spec;
        this.properties = properties;
        this.portGiven = port != 0;
        this.port = portGiven ? port : FreePorts.next();
        this.process = launch();
    }

    /**
     * Starts it and does not wait; see {@link #awaitReady}.
     *
     * @param spec its folder takes the configuration and the log, and is made when missing
     * @param port where it listens; 0 for a free one
     * @param properties the configuration for the port given
     */
    static ServiceProcess launch(ProcessSpec spec, int port, IntFunction<ServiceProperties> properties) {
        return new ServiceProcess(spec, port, properties);
    }

    public String name() {
        return spec.name();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public Path log() {
        return spec.log();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Returns when its readiness check answers well.
     *
     * @throws ProcessFailedException at once when the process ends, or after a minute and a half; with the end of its log
     */
    public void awaitReady() {
        for (int attempt = 1; ; attempt++) {
            try {
                process.awaitReady(this::isReady, START_TIMEOUT);
                return;
            } catch (ProcessFailedException e) {
                if (portGiven || !lostItsPort() || attempt == PORT_TRIES) {
                    throw e;
                }
                port = FreePorts.next();
                process = launch();
            }
        }
    }

    /** SIGKILL; returns when the process is gone. */
    public void kill() {
        process.kill();
    }

    /**
     * SIGTERM, and SIGKILL where it still runs after the grace period.
     *
     * @return true when it ended by itself
     */
    public boolean terminate(Duration grace) {
        return process.terminate(grace);
    }

    /** SIGSTOP: it keeps its connections and does nothing, until {@link #resume}. */
    public void pause() {
        process.pause();
    }

    public void resume() {
        process.resume();
    }

    /** Kills it where it still runs, starts it under the same name and at the same address, and returns when it is ready. */
    public void restart() {
        kill();
        process = launch();
        awaitReady();
    }

    @Override
    public void close() {
        kill();
    }

    private ManagedProcess launch() {
        try {
            Files.createDirectories(spec.folder());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not make the folder of " + spec.name(), e);
        }
        properties.apply(port).writeTo(spec.folder());
        return ManagedProcess.start(spec);
    }

    private boolean isReady() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url().resolve("/q/health/ready"))
                .timeout(PROBE_TIMEOUT)
                .build();
        boolean ready =
                HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        if (!ready) {
            Thread.sleep(BETWEEN_PROBES); // The service writes a line for each time that it has to say no.
        }
        return ready;
    }

    /** A port that was free when it was chosen can be taken before the service binds it. */
    private boolean lostItsPort() {
        return !process.isAlive()
                && process.lastLogLines(LOG_LINES_FOR_PORT).stream()
                        .anyMatch(line -> line.contains("already in use") || line.contains("PortAlreadyInUse"));
    }
}
