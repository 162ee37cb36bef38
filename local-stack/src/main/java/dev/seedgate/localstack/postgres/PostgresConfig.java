package dev.seedgate.localstack.postgres;

import java.util.HashMap;
import java.util.Map;

/**
 * How the PostgreSQL server is to be.
 *
 * @param enabled whether there is one at all
 * @param port where clients connect; 0 takes a free one
 * @param maxConnections {@code max_connections}, reserved slots included; five at least, or no ordinary role gets in
 * @param durable whether a commit survives a crash of the machine; tests are quicker without. A crash of the server alone loses
 *     nothing that was committed synchronously either way
 * @param settings {@code postgresql.conf} parameters that go beyond, or replace, our own
 * @param image the container image where Docker serves the stack
 */
public record PostgresConfig(
        boolean enabled, int port, int maxConnections, boolean durable, Map<String, String> settings, String image) {

    private static final int SMALLEST_MAX_CONNECTIONS = 5;

    public PostgresConfig {
        settings = Map.copyOf(settings);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("postgres port must be 0 (a free one) to 65535, got: " + port);
        }
        requireValidMaxConnections(maxConnections);
    }

    public static PostgresConfig defaults() {
        return new PostgresConfig(
                true, 0, 25, false, Map.of(), System.getProperty("seedgate.localstack.image.postgres", "postgres:17"));
    }

    /**
     * Holds the limit against what is of use.
     *
     * @throws IllegalArgumentException when the server would not start with so few, or let nobody in
     */
    public static void requireValidMaxConnections(int maxConnections) {
        if (maxConnections < SMALLEST_MAX_CONNECTIONS) {
            throw new IllegalArgumentException(
                    "maxConnections must be at least " + SMALLEST_MAX_CONNECTIONS + ", got: " + maxConnections);
        }
    }

    public PostgresConfig withEnabled(boolean newEnabled) {
        return new PostgresConfig(newEnabled, port, maxConnections, durable, settings, image);
    }

    public PostgresConfig withPort(int newPort) {
        return new PostgresConfig(enabled, newPort, maxConnections, durable, settings, image);
    }

    public PostgresConfig withMaxConnections(int newMaxConnections) {
        return new PostgresConfig(enabled, port, newMaxConnections, durable, settings, image);
    }

    public PostgresConfig withDurable(boolean newDurable) {
        return new PostgresConfig(enabled, port, maxConnections, newDurable, settings, image);
    }

    public PostgresConfig withSetting(String name, String value) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(name, value);
        return new PostgresConfig(enabled, port, maxConnections, durable, all, image);
    }
}
