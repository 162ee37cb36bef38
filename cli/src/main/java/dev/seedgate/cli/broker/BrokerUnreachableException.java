package dev.seedgate.cli.broker;

/** No Kafka broker answered. */
public final class BrokerUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerUnreachableException(String bootstrapServers, String reason, Throwable cause) {
        super("No Kafka broker answers at " + bootstrapServers + " (" + reason + ").", cause);
    }
}
