package dev.seedgate.localstack.broker;

import dev.seedgate.localstack.process.FreePorts;
import dev.seedgate.localstack.process.Jdk;
import dev.seedgate.localstack.process.ManagedProcess;
import dev.seedgate.localstack.process.ProcessFailedException;
import dev.seedgate.localstack.process.ProcessSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/**
 * The broker as a child process. Its folder holds {@code data/} (topics and metadata), {@code server.properties} and
 * {@code broker.log}. Not to be used by two threads at once.
 */
public final class ProcessBroker implements Broker {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration STOP_GRACE = Duration.ofSeconds(20);
    private static final int PORT_TRIES = 5;
    private static final int CONNECT_MILLIS = 200;
    private static final int ANSWER_MILLIS = 2_000;

    private final BrokerConfig config;
    private final Path folder;
    private final Path libraries;
    private final ClassArchive archive;
    private int port;
    private @Nullable ManagedProcess process;

    private ProcessBroker(BrokerConfig config, Path folder, Path libraries) {
        this.config = config;
        this.folder = folder;
        this.libraries = libraries;
        this.archive = new ClassArchive(libraries);
    }

    /** Starts a broker on the data in this folder, or on none where the folder is new. */
    public static ProcessBroker started(BrokerConfig config, Path folder) throws IOException {
        Files.createDirectories(folder);
        ProcessBroker broker = new ProcessBroker(config, folder, BrokerLibraries.installed());
        broker.startOnFreePort();
        return broker;
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void start() {
        if (process == null || !process.isAlive()) {
            startProcess(FreePorts.next());
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
            process.kill();
        }
    }

    @Override
    public void close() {
        kill();
    }

    /** A port that was chosen free can be taken before the broker binds it; one that was asked for is not replaced. */
    private void startOnFreePort() {
        for (int attempt = 1; ; attempt++) {
            port = config.port() == 0 ? FreePorts.next() : config.port();
            try {
                startProcess(FreePorts.next());
                return;
            } catch (ProcessFailedException e) {
                kill();
                boolean portTaken = String.valueOf(e.getMessage()).contains("Address already in use");
                if (!portTaken || config.port() != 0 || attempt == PORT_TRIES) {
                    throw e;
                }
            }
        }
    }

    private void startProcess(int controllerPort) {
        Path data = folder.resolve("data");
        Path properties = folder.resolve("server.properties");
        write(properties, BrokerSettings.ofProcess(port, controllerPort, data, config));
        ManagedProcess started = ManagedProcess.start(
                ProcessSpec.of("broker", folder, command(properties, data)).withLog(folder.resolve("broker.log")));
        process = started;
        started.awaitReady(this::accepts, START_TIMEOUT);
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            started.awaitReady(() -> answers(admin), START_TIMEOUT);
        }
        if (archive.takeFrom(started)) {
            stop();
            startProcess(FreePorts.next());
        }
    }

    private List<String> command(Path properties, Path data) {
        List<String> command = new ArrayList<>();
        command.add(Jdk.tool("java"));
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.addAll(archive.jvmOptions());
        command.addAll(config.jvmOptions());
        command.add("-cp");
        command.add(BrokerLibraries.jars(libraries).stream().map(Path::toString).collect(Collectors.joining(":")));
        command.add("dev.seedgate.localstack.brokermain.BrokerMain");
        command.addAll(List.of(properties.toString(), data.toString()));
        return command;
    }

    private boolean accepts() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        }
    }

    private static boolean answers(Admin admin) throws Exception {
        return !admin.describeCluster()
                .nodes()
                .get(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .isEmpty();
    }

    private static void write(Path file, Map<String, String> settings) {
        List<String> lines = settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toList();
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write the broker's properties", e);
        }
    }
}
