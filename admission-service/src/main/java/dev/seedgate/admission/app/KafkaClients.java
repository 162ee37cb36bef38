package dev.seedgate.admission.app;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * How to reach the broker, as Quarkus collected it from {@code kafka.*}: what all of the service's clients have in common. What a
 * client is for is its own business and is laid over this.
 */
@ApplicationScoped
public class KafkaClients {
    private final Map<String, Object> common;

    KafkaClients(@Identifier("default-kafka-broker") Map<String, Object> collected) {
        Map<String, Object> copy = new HashMap<>(collected);
        // Quarkus adds the application's name as everybody's group and client id; ours are said where they are used.
        copy.remove(ConsumerConfig.GROUP_ID_CONFIG);
        copy.remove(ConsumerConfig.CLIENT_ID_CONFIG);
        this.common = Map.copyOf(copy);
    }

    /** What every client needs; not to be changed. */
    public Map<String, Object> common() {
        return new TreeMap<>(common);
    }
}
