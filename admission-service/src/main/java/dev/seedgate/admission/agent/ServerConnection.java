package dev.seedgate.admission.agent;

import dev.seedgate.admission.config.SeedgateConfig;
import dev.seedgate.protocol.ClusterObservation.ServerSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The agent's one permanent connection. It is opened before anybody needs it and kept, so that the agent can look and end sessions
 * when nobody else gets in. Autocommit: within a transaction PostgreSQL would show the sessions of its beginning. Every step is bounded
 * in time, so that a server that hangs is noticed in seconds. Not thread-safe.
 */
final class ServerConnection implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_SECONDS = 3;
    private static final int SOCKET_TIMEOUT_SECONDS = 4;
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

    private static final String RIGHTS = """
            select current_user,
                   current_setting('server_version'),
                   current_setting('is_superuser')::boolean,
                   pg_has_role('pg_signal_backend', 'usage'),
                   pg_has_role('pg_read_all_stats', 'usage')
            """;

    /**
     * Client backends only: a parallel worker bears its leader's user and tag but takes no connection slot. Where the type may not be
     * seen, whatever works in a database counts, which errs on the side of too many. The columns {@code usename} and {@code
     * application_name} may be seen by everybody.
     */
    private static final String SESSIONS = """
            select pid, usename, application_name, backend_start, state = 'starting'
              from pg_stat_activity
             where backend_type = 'client backend' or (backend_type is null and datid is not null)
            """;

    /** All in one statement, so that a pid which was given to somebody else meanwhile is never hit. */
    private static final String TERMINATE = """
            select pg_terminate_backend(pid)
              from pg_stat_activity
             where pid = ? and application_name = ? and backend_start is not distinct from ?::timestamptz
            """;

    private final Connection connection;

    private ServerConnection(Connection connection) {
        this.connection = connection;
    }

    /**
     * Connects.
     *
     * @param applicationName by which the agent knows its own sessions; wins over one in the URL
     */
    static ServerConnection open(SeedgateConfig.Agent config, String applicationName) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(config.url());
        source.setUser(config.username());
        config.password().ifPresent(source::setPassword);
        source.setApplicationName(applicationName);
        source.setConnectTimeout(CONNECT_TIMEOUT_SECONDS);
        source.setSocketTimeout(SOCKET_TIMEOUT_SECONDS);
        source.setTcpKeepAlive(true);
        source.setOptions(Stream.of(Optional.ofNullable(source.getOptions()), Optional.of(SESSION_OPTIONS))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" ")));
        return new ServerConnection(source.getConnection());
    }

    /** The server's limits, as it reports them now. */
    ServerSettings settings() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SETTINGS);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new ServerSettings(row.getInt(1), row.getInt(2), row.getInt(3), null);
        }
    }

    /** What this connection's role may do. */
    AgentRights rights() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RIGHTS);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new AgentRights(
                    row.getString(1), row.getString(2), row.getBoolean(3), row.getBoolean(4), row.getBoolean(5));
        }
    }

    /** Every client session of the server, this one included. */
    List<Session> sessions() throws SQLException {
        List<Session> sessions = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SESSIONS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                sessions.add(new Session(
                        row.getInt(1),
                        row.getString(2),
                        Objects.requireNonNullElse(row.getString(3), ""),
                        row.getObject(4, OffsetDateTime.class),
                        row.getBoolean(5)));
            }
        }
        return sessions;
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
            statement.setObject(3, session.backendStart());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
