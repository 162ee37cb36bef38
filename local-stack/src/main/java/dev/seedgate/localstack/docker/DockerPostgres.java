package dev.seedgate.localstack.docker;

import dev.seedgate.localstack.postgres.Postgres;
import dev.seedgate.localstack.postgres.PostgresConfig;
import dev.seedgate.localstack.postgres.PostgresSettings;
import dev.seedgate.localstack.process.FreePorts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.rnorth.ducttape.unreliables.Unreliables;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.Base58;
import org.testcontainers.utility.DockerImageName;

/**
 * The server in a container that is bound to one loopback port, so that it comes back under the same address. The limit of
 * connections is in the server's own configuration ({@code ALTER SYSTEM}): a container's command cannot be changed later.
 */
public final class DockerPostgres implements Postgres {

    private static final int PORT_INSIDE = 5432;
    private static final int START_SECONDS = 180;
    private static final int PASSWORD_LENGTH = 24;
    private static final Duration STOP_GRACE = Duration.ofSeconds(30);

    private final PostgreSQLContainer container;
    private final int port;
    private int maxConnections;

    private DockerPostgres(PostgreSQLContainer container, int port, int maxConnections) {
        this.container = container;
        this.port = port;
        this.maxConnections = maxConnections;
    }

    /** Starts a server without data. */
    public static DockerPostgres started(PostgresConfig config) {
        int port = config.port() == 0 ? FreePorts.next() : config.port();
        PostgreSQLContainer container = new PostgreSQLContainer(
                        DockerImageName.parse(config.image()).asCompatibleSubstituteFor("postgres"))
                .withUsername("postgres")
                .withPassword(Base58.randomString(PASSWORD_LENGTH))
                .withDatabaseName("postgres")
                .withCopyToContainer(
                        Transferable.of(limitStatement(config.maxConnections())),
                        "/docker-entrypoint-initdb.d/limit.sql");
        container.setPortBindings(List.of("127.0.0.1:" + port + ":" + PORT_INSIDE));
        container.setCommand(command(config));
        container.start();
        return new DockerPostgres(container, port, config.maxConnections());
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
        return false;
    }

    @Override
    public String superuser() {
        return container.getUsername();
    }

    @Override
    public String password() {
        return container.getPassword();
    }

    @Override
    public String database() {
        return container.getDatabaseName();
    }

    @Override
    public int maxConnections() {
        return maxConnections;
    }

    @Override
    public void start() {
        if (!ContainerCommands.isRunning(container)) {
            ContainerCommands.start(container);
            Unreliables.retryUntilTrue(START_SECONDS, TimeUnit.SECONDS, this::answers);
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
    public void restart(int newMaxConnections) {
        PostgresConfig.requireValidMaxConnections(newMaxConnections);
        start();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(limitStatement(newMaxConnections));
        } catch (SQLException e) {
            throw new IllegalStateException("Could not set max_connections to " + newMaxConnections, e);
        }
        stop();
        maxConnections = newMaxConnections;
        start();
    }

    @Override
    public void close() {
        container.stop();
    }

    private boolean answers() throws SQLException {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        }
    }

    private static String[] command(PostgresConfig config) {
        List<String> command = new ArrayList<>(List.of("postgres"));
        PostgresSettings.common(config).forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command.toArray(String[]::new);
    }

    private static String limitStatement(int maxConnections) {
        return "ALTER SYSTEM SET max_connections = " + maxConnections;
    }
}
