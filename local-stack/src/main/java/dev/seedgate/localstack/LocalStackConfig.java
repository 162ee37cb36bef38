package dev.seedgate.localstack;

import dev.seedgate.localstack.broker.BrokerConfig;
import dev.seedgate.localstack.postgres.PostgresConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a stack is to be.
 *
 * @param folder where data and logs go; a new temporary folder when null. One that exists must be empty or an earlier stack's
 * @param keepData whether the folder outlives the stack; a later stack on the same folder finds its topics and tables again.
 *     Only processes can do that
 */
public record LocalStackConfig(@Nullable Path folder, boolean keepData, BrokerConfig broker, PostgresConfig postgres) {

    public LocalStackConfig {
        if (keepData && folder == null) {
            throw new IllegalArgumentException(
                    "keepData needs a folder of your choice: nobody would find a temporary one");
        }
        if (!broker.enabled() && !postgres.enabled()) {
            throw new IllegalArgumentException("A stack needs a broker or a PostgreSQL server, got: neither");
        }
    }

    /** Both, on free ports, 25 connections, nothing durable, in a temporary folder. */
    public static LocalStackConfig forTests() {
        return new LocalStackConfig(null, false, BrokerConfig.defaults(), PostgresConfig.defaults());
    }

    /** In this folder, which is removed when the stack is closed. */
    public LocalStackConfig inFolder(Path newFolder) {
        return new LocalStackConfig(newFolder, false, broker, postgres);
    }

    /** In this folder, which stays when the stack is closed. */
    public LocalStackConfig keepingDataIn(Path newFolder) {
        return new LocalStackConfig(newFolder, true, broker, postgres);
    }

    public LocalStackConfig withoutBroker() {
        return with(broker.withEnabled(false));
    }

    public LocalStackConfig withoutPostgres() {
        return with(postgres.withEnabled(false));
    }

    /** Fixed ports; 0 takes a free one. */
    public LocalStackConfig withPorts(int brokerPort, int postgresPort) {
        return with(broker.withPort(brokerPort)).with(postgres.withPort(postgresPort));
    }

    /** PostgreSQL's {@code max_connections}, reserved slots included. */
    public LocalStackConfig withMaxConnections(int maxConnections) {
        return with(postgres.withMaxConnections(maxConnections));
    }

    /** Every commit in PostgreSQL reaches the disk before it is confirmed. */
    public LocalStackConfig withDurability() {
        return with(postgres.withDurable(true));
    }

    public LocalStackConfig withPostgresSetting(String name, String value) {
        return with(postgres.withSetting(name, value));
    }

    public LocalStackConfig withBrokerProperty(String name, String value) {
        return with(broker.withProperty(name, value));
    }

    /** Another listener of the broker, for clients that come by a way of their own; processes only. */
    public LocalStackConfig withBrokerDoor(BrokerConfig.Door door) {
        return with(broker.withDoor(door));
    }

    /** Whether it asks for what containers cannot do. */
    boolean needsProcesses() {
        return keepData || !broker.doors().isEmpty();
    }

    /** Options of the broker's JVM, for instance {@code -XX:TieredStopAtLevel=4} where throughput is measured. */
    public LocalStackConfig withBrokerJvmOption(String option) {
        return with(broker.withJvmOption(option));
    }

    private LocalStackConfig with(BrokerConfig newBroker) {
        return new LocalStackConfig(folder, keepData, newBroker, postgres);
    }

    private LocalStackConfig with(PostgresConfig newPostgres) {
        return new LocalStackConfig(folder, keepData, broker, newPostgres);
    }
}
