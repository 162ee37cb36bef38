package dev.seedgate.localstack.docker;

import dev.seedgate.localstack.broker.Broker;
import dev.seedgate.localstack.broker.BrokerConfig;
import dev.seedgate.localstack.broker.BrokerSettings;
import dev.seedgate.localstack.process.FreePorts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.rnorth.ducttape.unreliables.Unreliables;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The broker in a container that is bound to one loopback port, so that it comes back under the same address. A generic container
 * and the image's documented variables: Testcontainers' own one tells the broker its address in a way that a restart undoes.
 */
public final class DockerBroker implements Broker {

    private static final int PORT_INSIDE = 9092;
    private static final int START_SECONDS = 180;
    private static final Duration STOP_GRACE = Duration.ofSeconds(20);

    private final GenericContainer<?> container;
    private final int port;

    private DockerBroker(GenericContainer<?> container, int port) {
        this.container = container;
        this.port = port;
    }

    /**
     * Starts a broker without data.
     *
     * @throws IllegalArgumentException when it is to have more than one door
     */
    public static DockerBroker started(BrokerConfig config) {
        if (!config.doors().isEmpty()) {
            throw new IllegalArgumentException(
                    "A broker in a container has one door only, got: %s; set seedgate.localstack=process"
                            .formatted(config.doors()));
        }
        int port = config.port() == 0 ? FreePorts.next() : config.port();
        GenericContainer<?> container =
                new GenericContainer<>(DockerImageName.parse(config.image())).withExposedPorts(PORT_INSIDE);
        container.setPortBindings(List.of("127.0.0.1:" + port + ":" + PORT_INSIDE));
        BrokerSettings.ofContainer(port, PORT_INSIDE, config.properties())
                .forEach((name, value) -> container.withEnv(environmentVariable(name), value));
        DockerBroker broker = new DockerBroker(container, port);
        container.start();
        broker.awaitAnswer();
        return broker;
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void start() {
        if (!ContainerCommands.isRunning(container)) {
            ContainerCommands.start(container);
            awaitAnswer();
        }
    }

    @Override
    public void stop() {
        ContainerCommands.stop(container, STOP_GRACE);
    }

    @Override
    public void kill() {
        ContainerCommands.kill(container);
    }

    @Override
    public void close() {
        container.stop();
    }

    private void awaitAnswer() {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            Unreliables.retryUntilTrue(
                    START_SECONDS,
                    TimeUnit.SECONDS,
                    () -> !admin.describeCluster().nodes().get().isEmpty());
        }
    }

    /** The image's rule for a server property: log.dirs becomes KAFKA_LOG_DIRS, an underscore two of them, a dash three. */
    private static String environmentVariable(String property) {
        return "KAFKA_"
                + property.replace("_", "__")
                        .replace("-", "___")
                        .replace('.', '_')
                        .toUpperCase(Locale.ROOT);
    }
}
