package dev.seedgate.cli.broker;

/** A file of Kafka client properties cannot be used; the message says which, why, and what to do. */
public final class ClientPropertiesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClientPropertiesException(String message) {
        super(message);
    }
}
