package dev.seedgate.localstack.postgres;

import dev.seedgate.localstack.process.FreePorts;
import dev.seedgate.localstack.process.ManagedProcess;
import dev.seedgate.localstack.process.ProcessFailedException;
import dev.seedgate.localstack.process.ProcessSpec;
import dev.seedgate.localstack.process.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The server as a child process. Its folder holds {@code data/}, {@code password} and {@code postgres.log}.
 * Not to be used by two threads at once.
 */
public final class ProcessPostgres implements Postgres {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration STOP_GRACE = Duration.ofSeconds(30);
    private static final int PORT_TRIES = 5;
    private static final long POLL_NANOS = 5_000_000;

    private final PostgresConfig config;
    private final Path folder;
    private final DataFolder data;
    private int port;
    private int maxConnections;
    private @Nullable ManagedProcess process;

    private ProcessPostgres(PostgresConfig config, Path folder, DataFolder data) {
        this.config = config;
        this.folder = folder;
        this.data = data;
        this.maxConnections = config.maxConnections();
    }

    /** Starts a server on the data in this folder, which is made first where there is none. */
    public static ProcessPostgres started(PostgresConfig config, Path folder) throws IOException {
        Files.createDirectories(folder);
        ProcessPostgres postgres = new ProcessPostgres(config, folder, DataFolder.in(folder));
        postgres.startOnFreePort();
        return postgres;
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public boolean isReachedDirectly() {
        return true;
    }

    @Override
    public String superuser() {
        return DataFolder.SUPERUSER;
    }

    @Override
    public String password() {
        return data.password();
    }

    @Override
    public String database() {
        return "postgres";
    }

    @Override
    public int maxConnections() {
        return maxConnections;
    }

    @Override
    public void start() {
        if (process == null || !process.isAlive()) {
            startProcess();
        }
    }

    @Override
    public void stop() {
        if (process != null) {
            process.terminate(STOP_GRACE);
        }
    }

    @Override
    public void kill() {
        if (process != null) {
            List<ProcessHandle> backends = process.handle().children().toList();
            process.kill();
            backends.forEach(ProcessHandle::destroyForcibly);
            awaitGone(backends);
        }
    }

    @Override
    public void restart(int newMaxConnections) {
        PostgresConfig.requireValidMaxConnections(newMaxConnections);
        stop();
        maxConnections = newMaxConnections;
        startProcess();
    }

    /** An immediate shutdown; unlike {@link #kill} it gives the shared memory back. */
    @Override
    public void close() {
        if (process != null) {
            process.signal(Signal.QUIT);
            process.awaitExit(STOP_GRACE);
            process.kill();
        }
    }

    /** A port that was chosen free can be taken before the server binds it; one that was asked for is not replaced. */
    private void startOnFreePort() {
        for (int attempt = 1; ; attempt++) {
            port = config.port() == 0 ? FreePorts.next() : config.port();
            try {
                startProcess();
                return;
            } catch (ProcessFailedException e) {
                stop();
                boolean portTaken = String.valueOf(e.getMessage()).contains("Address already in use");
                if (!portTaken || config.port() != 0 || attempt == PORT_TRIES) {
                    throw e;
                }
            }
        }
    }

    private void startProcess() {
        List<String> arguments = new ArrayList<>(List.of("-D", data.path().toString()));
        PostgresSettings.ofProcess(config, port, maxConnections)
                .forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        ManagedProcess started =
                ManagedProcess.start(ProcessSpec.of("postgres", folder, data.command("postgres", arguments))
                        .withEndSignal(Signal.INT));
        process = started;
        started.awaitReady(this::answers, START_TIMEOUT);
    }

    /**
     * The server refuses to start while an old backend still holds its shared memory. One that has ended and waits to be reaped by
     * the system holds nothing; it has no command any more.
     */
    private static void awaitGone(List<ProcessHandle> backends) {
        long deadline = System.nanoTime() + STOP_GRACE.toNanos();
        while (backends.stream().anyMatch(backend -> backend.info().command().isPresent())
                && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private boolean answers() throws SQLException {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        }
    }
}
