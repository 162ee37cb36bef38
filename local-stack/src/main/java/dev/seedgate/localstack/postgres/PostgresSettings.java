package dev.seedgate.localstack.postgres;

import java.util.Map;
import java.util.TreeMap;

/** The parameters that the server is started with. */
public final class PostgresSettings {

    private PostgresSettings() {}

    /** What holds wherever the server runs, but for address, port and limit of connections. */
    public static Map<String, String> common(PostgresConfig config) {
        String durable = config.durable() ? "on" : "off";
        Map<String, String> settings = new TreeMap<>();
        settings.put("fsync", durable);
        settings.put("synchronous_commit", durable);
        settings.put("full_page_writes", durable);
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.putAll(config.settings());
        return settings;
    }

    /** The parameters of the server process. No Unix socket: its path may be longer than the system allows. */
    static Map<String, String> ofProcess(PostgresConfig config, int port, int maxConnections) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", "");
        settings.putAll(common(config));
        settings.put("port", Integer.toString(port));
        settings.put("max_connections", Integer.toString(maxConnections));
        return settings;
    }
}
