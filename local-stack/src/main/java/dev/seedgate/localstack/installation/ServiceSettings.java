package dev.seedgate.localstack.installation;

import java.util.Map;

/**
 * What one service has beyond or instead of what all of its kind have: the way by which it comes to the broker or to PostgreSQL,
 * say, or a library that is loaded before its own.
 *
 * @param properties of its configuration; the service must know them
 * @param environment variables of its process
 */
public record ServiceSettings(Map<String, String> properties, Map<String, String> environment) {
    static final ServiceSettings NONE = new ServiceSettings(Map.of(), Map.of());

    private static final String PORT = "quarkus.http.port";

    public ServiceSettings {
        properties = Map.copyOf(properties);
        environment = Map.copyOf(environment);
    }

    /** One that listens on this port and on no other. */
    public static ServiceSettings onPort(int port) {
        return new ServiceSettings(Map.of(PORT, String.valueOf(port)), Map.of());
    }

    /** The port that it must have; 0 for a free one. */
    int port() {
        return Integer.parseInt(properties.getOrDefault(PORT, "0"));
    }
}
