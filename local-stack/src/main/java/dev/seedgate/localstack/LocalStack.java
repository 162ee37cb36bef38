package dev.seedgate.localstack;

import dev.seedgate.localstack.broker.Broker;
import dev.seedgate.localstack.postgres.Postgres;
import java.nio.file.Path;

/**
 * A running broker and a running PostgreSQL server, and the folder with their data and logs. Both end with this JVM, however it
 * ends, but not before its last shutdown hook has run; {@link #close} ends them earlier.
 *
 * <p>The system property {@code seedgate.localstack} says what serves them: {@code process} (children of this JVM),
 * {@code docker} (Testcontainers) or, by default, {@code auto}: containers where Docker answers and Testcontainers is on the
 * class path, else processes.
 */
public interface LocalStack extends AutoCloseable {

    /**
     * Starts both at the same time and returns when both answer.
     *
     * @throws dev.seedgate.localstack.process.ProcessFailedException when one does not start, with the end of its log
     */
    static LocalStack start(LocalStackConfig config) {
        return Serving.chosenFor(config).start(config);
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
