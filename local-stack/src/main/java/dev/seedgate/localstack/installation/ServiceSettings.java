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

    public ServiceSettings {
        properties = Map.copyOf(properties);
        environment = Map.copyOf(environment);
    }
}
