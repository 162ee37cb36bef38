package dev.seedgate.cli.broker;

/** A broker answers, but not us: it refuses the login, or does not let the account read. The message says what to do. */
public final class BrokerRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerRefusedException(String message, Exception cause) {
        super(message, cause);
    }
}
