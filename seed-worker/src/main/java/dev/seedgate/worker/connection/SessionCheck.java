package dev.seedgate.worker.connection;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * One question to the server at the beginning of each session, for all that must be known of it: where the server sees it come from,
 * and as whom it acts. The same statement sets how often a backend that is busy looks whether we are still there.
 */
final class SessionCheck {
    private static final String WHAT_IT_IS = "select pg_catalog.host(pg_catalog.inet_client_addr()) as address,"
            + " pg_catalog.inet_client_port() as port, current_user = session_user as unchanged";
    /** Without it, a backend in a long statement of a worker that was killed keeps its slot until the statement is over. */
    private static final String LOOK_FOR_CLIENT =
            ", pg_catalog.set_config('client_connection_check_interval', '2s', false)";
    /** The first version that has it. */
    private static final int LOOKS_FOR_CLIENT = 14;

    private static final String INVALID_PARAMETER_VALUE = "22023";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final TokenAccess access;
    private final TokenSockets sockets;

    SessionCheck(TokenAccess access, TokenSockets sockets) {
        this.access = access;
        this.sockets = sockets;
    }

    /** @throws RefusedException when the session must not be used */
    void run(Connection connection) throws SQLException {
        if (connection.getMetaData().getDatabaseMajorVersion() < LOOKS_FOR_CLIENT) {
            ask(connection, WHAT_IT_IS);
            return;
        }
        try {
            ask(connection, WHAT_IT_IS + LOOK_FOR_CLIENT);
        } catch (SQLException e) {
            if (!INVALID_PARAMETER_VALUE.equals(e.getSQLState())) {
                throw e;
            }
            ask(connection, WHAT_IT_IS); // the server's system cannot look
        }
    }

    private void ask(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            InetSocketAddress origin = origin(answer.getString("address"), answer.getInt("port"));
            access.route().seen(origin, sockets.isLocalEnd(origin));
            if (access.login() instanceof Login.AsTokenRole && answer.getBoolean("unchanged")) {
                throw new RefusedException(
                        "sessions of the token's role act as the role itself, so what the seed makes would belong to a role that"
                                + " goes away; the role that the agent is to set must exist, and "
                                + access.tag().login() + " must be a member of it with the right to SET ROLE",
                        INSUFFICIENT_PRIVILEGE);
            }
        }
    }

    private static @Nullable InetSocketAddress origin(@Nullable String address, int port) {
        try {
            return address == null ? null : new InetSocketAddress(InetAddress.getByName(address), port);
        } catch (UnknownHostException e) {
            return null; // not an address as we know them
        }
    }
}
