package dev.seedgate.cli.broker;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Where a broker is, and how to log in there.
 *
 * @param bootstrapServers {@code host:port}, one or several
 */
public record BrokerAccess(String bootstrapServers, ClientProperties properties) {

    /**
     * What a client is made with.
     *
     * @param own what the client needs for its purpose, whatever the file says
     */
    public Map<String, Object> settings(Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(properties.values());
        // Whoever only looks belongs to no group, and needs no right to one.
        all.remove(ConsumerConfig.GROUP_ID_CONFIG);
        all.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        all.putAll(own);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return all;
    }
}
