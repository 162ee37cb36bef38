package dev.seedgate.localstack.workload;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A connection that somebody keeps, and opens again when the server has ended it. Not to be used by two threads at once. */
final class HeldSession implements AutoCloseable {
    private final Login login;
    private @Nullable Connection connection;

    private HeldSession(Login login) {
        this.login = login;
    }

    static HeldSession open(Login login) throws SQLException {
        HeldSession session = new HeldSession(login);
        session.connection();
        return session;
    }

    /** The connection, a new one where the last was given up. */
    Connection connection() throws SQLException {
        if (connection == null) {
            connection = login.open();
        }
        return connection;
    }

    /** Asks the server for a sign of life; after an error the session is given up, and the next call opens a new one. */
    void touch() throws SQLException {
        try (Statement statement = connection().createStatement()) {
            statement.execute("SELECT 1");
        } catch (SQLException e) {
            giveUp();
            throw e;
        }
    }

    /** Closes what is left of the connection. */
    void giveUp() {
        Connection old = connection;
        connection = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                // It was lost before; the server's side is gone or will be.
            }
        }
    }

    @Override
    public void close() {
        giveUp();
    }
}
