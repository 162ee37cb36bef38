package dev.seedgate.admission.agent;

/** The server may not be watched by this agent, for the reason in the message, which also says what to do. */
final class ServerRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    ServerRefusedException(String message) {
        super(message);
    }
}
