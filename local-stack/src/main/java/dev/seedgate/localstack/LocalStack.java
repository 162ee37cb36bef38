package dev.seedgate.localstack;

import dev.seedgate.localstack.broker.Broker;
import dev.seedgate.localstack.broker.ProcessBroker;
import dev.seedgate.localstack.postgres.Postgres;
import dev.seedgate.localstack.postgres.ProcessPostgres;
import java.nio.file.Path;

/**
 * A running broker and a running PostgreSQL server, and the folder with their data and logs. Both end with this JVM, however it
 * ends, but not before its last shutdown hook has run; {@link #close} ends them earlier.
 */
public interface LocalStack extends AutoCloseable {

    /**
     * Starts both at the same time and returns when both answer.
     *
     * @throws dev.seedgate.localstack.process.ProcessFailedException when one does not start, with the end of its log
     */
    static LocalStack start(LocalStackConfig config) {
        return RunningStack.start(config, ProcessBroker::started, ProcessPostgres::started);
    }

    /**
     * The broker.
     *
     * @throws IllegalStateException when the stack was configured without one
     */
    Broker broker();

    /**
     * The PostgreSQL server.
     *
     * @throws IllegalStateException when the stack was configured without one
     */
    Postgres postgres();

    /** Holds logs and data (with containers: nothing but what users of the stack put there). */
    Path folder();

    /** Ends both and removes the folder, unless its data is to be kept. A second call does nothing. */
    @Override
    void close();
}
