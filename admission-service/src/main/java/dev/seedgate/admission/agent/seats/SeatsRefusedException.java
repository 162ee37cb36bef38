package dev.seedgate.admission.agent.seats;

/** Tokens cannot be login roles although they must be; the message names the property and the SQL that mends it. */
public final class SeatsRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    SeatsRefusedException(String message) {
        super(message);
    }
}
