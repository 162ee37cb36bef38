package dev.seedgate.localstack.process;

/** The POSIX signals that tests and the stack send, under the names that {@code kill -s} takes. */
public enum Signal {
    TERM,
    INT,
    QUIT,
    KILL,
    STOP,
    CONT
}
