package dev.seedgate.admission.agent;

import dev.seedgate.admission.config.ClientIdentity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks for all client backends. From PostgreSQL 18 on, one that authenticates is a row in state {@code starting}. Before, and for a
 * role that may not see states, it only gives itself away in {@code pg_locks}: it is in a transaction, and so holds the lock on its
 * virtual transaction id, but {@code pg_stat_activity} does not say whose it is. The locks are read first: a backend that finishes its
 * start in between is then a row, where in the other order it would be in neither.
 */
final class SessionsQuery {
    private static final String IN_TRANSACTION =
            "select pid from pg_locks where locktype = 'virtualxid' and pid is not null";

    /** The first four columns may be seen by everybody. */
    private static final String ACTIVITY = """
            select pid, application_name, usename, datname, backend_type, backend_start, state = 'starting',
                   case when client_port = -1 then 'local' else host(client_addr) end,
                   case when state in ('idle in transaction', 'idle in transaction (aborted)')
                        then extract(epoch from clock_timestamp() - state_change)::float8 end
              from pg_stat_activity
            """;

    private final Connection connection;
    private final boolean startingIsShown;

    SessionsQuery(Connection connection, AgentRights rights) {
        this.connection = connection;
        this.startingIsShown = rights.seesHalfStarted();
    }

    Showing run() throws SQLException {
        Set<Integer> unexplained = startingIsShown ? new HashSet<>() : inTransaction();
        List<Session> sessions = new ArrayList<>();
        List<Backend> halfStarted = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(ACTIVITY);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Backend backend = new Backend(row.getInt("pid"), row.getObject("backend_start", OffsetDateTime.class));
                switch (kind(row)) {
                    case CLIENT -> sessions.add(session(backend, true, row));
                    case PERHAPS_CLIENT -> sessions.add(session(backend, false, row));
                    case STARTING -> halfStarted.add(backend);
                    case OTHER -> {}
                    case HIDDEN -> {
                        continue;
                    }
                }
                unexplained.remove(backend.pid());
            }
        }
        unexplained.forEach(pid -> halfStarted.add(new Backend(pid, null)));
        return new Showing(sessions, halfStarted);
    }

    private Set<Integer> inTransaction() throws SQLException {
        Set<Integer> pids = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(IN_TRANSACTION);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                pids.add(row.getInt(1));
            }
        }
        return pids;
    }

    /** What a process is. */
    private enum Kind {
        CLIENT,
        /** Its type may not be seen, but it works in a database. To count it errs on the side of too many. */
        PERHAPS_CLIENT,
        STARTING,
        /** Known to take no connection slot, such as a parallel worker, although it bears its leader's user and tag. */
        OTHER,
        /** A process of the server's own that may not be seen, or one that authenticates. */
        HIDDEN
    }

    private static Kind kind(ResultSet row) throws SQLException {
        String type = row.getString("backend_type");
        if (type == null) {
            return row.getString("datname") == null ? Kind.HIDDEN : Kind.PERHAPS_CLIENT;
        }
        if (!type.equals("client backend")) {
            return Kind.OTHER;
        }
        return row.getBoolean(7) ? Kind.STARTING : Kind.CLIENT;
    }

    private static Session session(Backend backend, boolean isClient, ResultSet row) throws SQLException {
        ClientIdentity client = new ClientIdentity(
                Objects.requireNonNullElse(row.getString("application_name"), ""),
                row.getString("usename"),
                row.getString("datname"),
                row.getString(8));
        return new Session(backend, client, isClient, seconds(row.getObject(9, Double.class)));
    }

    private static @Nullable Duration seconds(@Nullable Double seconds) {
        return seconds == null ? null : Duration.ofMillis(Math.round(seconds * 1_000));
    }
}
