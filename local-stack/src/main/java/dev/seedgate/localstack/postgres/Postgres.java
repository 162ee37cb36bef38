package dev.seedgate.localstack.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A running PostgreSQL server that tests may stop, kill and bring back, also with another limit of connections; it keeps its
 * address and its data through all of that. The reserved slots are PostgreSQL's defaults: three for superusers.
 */
public interface Postgres extends AutoCloseable {

    String host();

    int port();

    /**
     * Whether clients speak to the server itself. A container's port is passed on by somebody who stands between, so that a client cannot
     * prove by the end of its socket that its session is gone.
     */
    boolean isReachedDirectly();

    /** The role that may do everything; it logs in with {@link #password} (SCRAM). */
    String superuser();

    String password();

    /** The database that is always there. */
    String database();

    /** The limit of connections that the server was last started with. */
    int maxConnections();

    /** Returns when the server answers. Does nothing when it runs. */
    void start();

    /** A fast shutdown: sessions are ended, transactions rolled back, data written. */
    void stop();

    /** SIGKILL to the server and its backends: what a crash of the machine looks like. The next start recovers. */
    void kill();

    /** A fast shutdown, if it runs, and a start with this limit of connections, as a change of a provider's plan does. */
    void restart(int maxConnections);

    /** Ends it for good, at once. */
    @Override
    void close();

    /** Without user and password. */
    default String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + database;
    }

    /** A superuser's connection to {@link #database}; the caller closes it. */
    default Connection connect() throws SQLException {
        return connect(database());
    }

    /** A superuser's connection to the database named; the caller closes it. */
    default Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), superuser(), password());
    }

    /** A new and empty database, so that tests which share a server do not see each other's tables. */
    default void createDatabase(String name) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + statement.enquoteIdentifier(name, true));
        }
    }
}
