package dev.seedgate.cli.client;

/** No Kafka broker answered. */
public final class BrokerUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BrokerUnreachableException(String bootstrapServers, Exception cause) {
        super("No Kafka broker answers at " + bootstrapServers + " (" + reason(cause) + ").", cause);
    }

    private static String reason(Exception cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
    }
}
