package dev.seedgate.localstack.broker;

/** A running broker that tests may stop, kill and bring back; it keeps its address and its topics through all of that. */
public interface Broker extends AutoCloseable {

    /** For a client's {@code bootstrap.servers}; a loopback address, without authentication. */
    String bootstrapServers();

    /** Returns when the broker answers. Does nothing when it runs. */
    void start();

    /** An orderly shutdown. */
    void stop();

    /** SIGKILL: what a crash of the broker looks like to its clients. */
    void kill();

    /** An orderly shutdown, if it runs, and a start. */
    default void restart() {
        stop();
        start();
    }

    /** Ends it for good, at once. */
    @Override
    void close();
}
