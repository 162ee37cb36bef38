package dev.seedgate.localstack.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The server properties of a single node on the loopback interface that answers soon and notices dead clients soon. */
public final class BrokerSettings {

    private BrokerSettings() {}

    /** The properties of the broker process, which nobody reaches from another machine. */
    static Map<String, String> ofProcess(int port, int controllerPort, Path data, BrokerConfig config) {
        Map<String, String> settings = singleNode(controllerPort);
        StringBuilder listeners = new StringBuilder("PLAINTEXT://127.0.0.1:" + port);
        StringBuilder advertised = new StringBuilder(listeners);
        StringBuilder protocols = new StringBuilder("PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        for (BrokerConfig.Door door : config.doors()) {
            listeners.append(",%s://127.0.0.1:%d".formatted(door.name(), door.port()));
            advertised.append(",%s://127.0.0.1:%d".formatted(door.name(), door.advertisedPort()));
            protocols.append(",%s:%s".formatted(door.name(), door.protocol()));
        }
        settings.put("listeners", listeners + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", advertised.toString());
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("listener.security.protocol.map", protocols.toString());
        settings.put("log.dirs", data.toString());
        settings.putAll(config.properties());
        return settings;
    }

    /**
     * The properties of a broker in a container that is reached through a port of the machine. It talks to itself through a
     * listener of its own, because the machine's port means nothing inside.
     */
    public static Map<String, String> ofContainer(int port, int portInside, Map<String, String> extra) {
        int brokerPort = portInside + 1;
        int controllerPort = portInside + 2;
        Map<String, String> settings = singleNode(controllerPort);
        settings.put(
                "listeners",
                "PLAINTEXT://:%d,BROKER://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(portInside, brokerPort, controllerPort));
        settings.put(
                "advertised.listeners", "PLAINTEXT://127.0.0.1:%d,BROKER://127.0.0.1:%d".formatted(port, brokerPort));
        settings.put("inter.broker.listener.name", "BROKER");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", "/tmp/kafka-data");
        settings.putAll(extra);
        return settings;
    }

    /**
     * What holds wherever the broker runs. Short sessions, because every takeover that a test watches waits for one, and a broker that comes back after a kill waits for the end of its own; few partitions of the internal topics, because each costs time at start; a small clean-up buffer, because Kafka takes 128 MB for it.
     */
    private static Map<String, String> singleNode(int controllerPort) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("auto.create.topics.enable", "false");
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "3");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "3");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.min.session.timeout.ms", "1000");
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
        settings.put("add.partitions.to.txn.retry.backoff.ms", "1");
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("log.cleaner.dedupe.buffer.size", "8388608");
        return settings;
    }
}
