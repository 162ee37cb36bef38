package dev.seedgate.admission.agent;

import dev.seedgate.admission.config.ServerLogin;
import dev.seedgate.protocol.ClusterObservation.ServerSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The agent's one permanent connection. It is opened before anybody needs it and kept, so that the agent can look and end sessions
 * when nobody else gets in. Autocommit: within a transaction PostgreSQL would show the sessions of its beginning. Every step is bounded
 * in time, so that a server that hangs is noticed in seconds. Not thread-safe.
 */
final class ServerConnection implements AutoCloseable {
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(4);
    /**
     * The server ends a statement before the socket's time is over, gives an agent whose host vanished up after ten seconds or so, and
     * does not mistake the permanent connection for a forgotten one.
     */
    private static final String SESSION_OPTIONS = "-c statement_timeout=3000 -c idle_session_timeout=0"
            + " -c tcp_keepalives_idle=4 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3";

    private static final String SETTINGS = """
            select current_setting('max_connections')::int,
                   current_setting('superuser_reserved_connections')::int,
                   coalesce(current_setting('reserved_connections', true), '0')::int
            """;

    /**
     * All in one statement, so that a pid which was given to somebody else meanwhile is never hit. A session's start tells it even when it
     * renames itself again and again; the name only counts where the start may not be seen.
     */
    private static final String TERMINATE = """
            select pg_terminate_backend(pid)
              from pg_stat_activity
             where pid = ? and (backend_start is not null or application_name = ?)
               and backend_start is not distinct from ?::timestamptz
            """;

    private final Connection connection;
    private final AgentRights rights;
    private final SessionsQuery sessions;
    private final @Nullable String systemIdentifier;

    private ServerConnection(Connection connection) throws SQLException {
        this.connection = connection;
        this.rights = askForRights();
        this.sessions = new SessionsQuery(connection, rights);
        this.systemIdentifier =
                rights.identifiesServer() ? text("select system_identifier::text from pg_control_system()") : null;
    }

    /**
     * Connects.
     *
     * @param applicationName by which agents know each other's sessions; wins over one in the URL
     */
    static ServerConnection open(ServerLogin login, String applicationName) throws SQLException {
        Connection connection = Connecting.open(login, applicationName, ANSWER_TIMEOUT, SESSION_OPTIONS);
        try {
            return new ServerConnection(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** The server's limits, as it reports them now. */
    ServerSettings settings() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SETTINGS);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new ServerSettings(row.getInt(1), row.getInt(2), row.getInt(3), systemIdentifier);
        }
    }

    /** What this connection's role may do. */
    AgentRights rights() {
        return rights;
    }

    /** Which server this is; null where the role may not ask. It cannot change while the connection lasts. */
    @Nullable String systemIdentifier() {
        return systemIdentifier;
    }

    /** Every client backend of the server, this one included. */
    Showing showing() throws SQLException {
        return sessions.run();
    }

    /**
     * Asks the server to end a session; it is gone some milliseconds later.
     *
     * @return false when it was gone already
     */
    boolean terminate(Session session) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TERMINATE)) {
            statement.setInt(1, session.pid());
            statement.setString(2, session.applicationName());
            statement.setObject(3, session.backend().start());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** For statements of other classes' own. */
    Connection jdbc() {
        return connection;
    }

    private AgentRights askForRights() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(AgentRights.QUERY);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new AgentRights(
                    row.getString(1),
                    row.getString(2),
                    row.getInt(3),
                    row.getBoolean(4),
                    row.getBoolean(5),
                    row.getBoolean(6),
                    row.getBoolean(7));
        }
    }

    private String text(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
