package dev.seedgate.localstack.broker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the broker is to be.
 *
 * @param enabled whether there is one at all
 * @param port where clients connect; 0 takes a free one
 * @param properties Kafka server properties that go beyond, or replace, those of {@link BrokerSettings}
 * @param jvmOptions options after our own, so that they win; a process only, not a container
 * @param doors listeners beyond the one of {@code port}; a process only
 * @param image the container image where Docker serves the stack
 */
public record BrokerConfig(
        boolean enabled,
        int port,
        Map<String, String> properties,
        List<String> jvmOptions,
        List<Door> doors,
        String image) {

    /**
     * A listener for clients that must come by a way of their own, such as a proxy: every address that they learn from the broker
     * leads there.
     *
     * @param name of the listener; capitals and digits, as Kafka's configuration wants it
     * @param port where the broker listens; free, and not to be taken by anybody while the broker is down
     * @param advertisedPort on the loopback interface, where those who came by this door are told that the broker is
     * @param protocol Kafka's security protocol there, such as {@code SASL_PLAINTEXT}; the rest of what it needs comes by properties
     */
    public record Door(String name, int port, int advertisedPort, String protocol) {
        /** One where nobody need say who he is. */
        public Door(String name, int port, int advertisedPort) {
            this(name, port, advertisedPort, "PLAINTEXT");
        }
    }

    public BrokerConfig {
        properties = Map.copyOf(properties);
        jvmOptions = List.copyOf(jvmOptions);
        doors = List.copyOf(doors);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("broker port must be 0 (a free one) to 65535, got: " + port);
        }
    }

    public static BrokerConfig defaults() {
        return new BrokerConfig(
                true,
                0,
                Map.of(),
                List.of(),
                List.of(),
                System.getProperty("seedgate.localstack.image.kafka", "apache/kafka:4.3.1"));
    }

    public BrokerConfig withEnabled(boolean newEnabled) {
        return new BrokerConfig(newEnabled, port, properties, jvmOptions, doors, image);
    }

    public BrokerConfig withPort(int newPort) {
        return new BrokerConfig(enabled, newPort, properties, jvmOptions, doors, image);
    }

    public BrokerConfig withProperty(String name, String value) {
        Map<String, String> all = new HashMap<>(properties);
        all.put(name, value);
        return new BrokerConfig(enabled, port, all, jvmOptions, doors, image);
    }

    public BrokerConfig withDoor(Door door) {
        List<Door> all = new ArrayList<>(doors);
        all.add(door);
        return new BrokerConfig(enabled, port, properties, jvmOptions, all, image);
    }

    public BrokerConfig withJvmOption(String option) {
        List<String> all = new ArrayList<>(jvmOptions);
        all.add(option);
        return new BrokerConfig(enabled, port, properties, all, doors, image);
    }
}
