package dev.seedgate.verification.fault;

import dev.seedgate.localstack.workload.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A child that opens a session more than its token is worth, under the token's own name, and does nothing with it. Under the
 * enforcement {@code tag} it gets in; what is to be seen is for how long.
 */
public final class Overdraft implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Connection connection;

    private Overdraft(Connection connection) {
        this.connection = connection;
    }

    /**
     * Opens the session.
     *
     * @param tag the {@code application_name} of the token's sessions
     * @throws SQLException when the server does not let it in, which is well
     */
    public static Overdraft open(Login login, String tag) throws SQLException {
        return new Overdraft(login.named(tag).open());
    }

    /** Waits for the server to end the session; false when it is still there after that time. */
    public boolean isEndedWithin(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < deadline) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT 1");
            } catch (SQLException e) {
                return true;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return false;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // It was ended by the server.
        }
    }
}
