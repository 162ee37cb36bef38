package dev.seedgate.worker.connection;

import dev.seedgate.exec.gate.Gate;
import dev.seedgate.exec.gate.GateSettings.Patience;
import dev.seedgate.protocol.TokenTag;
import dev.seedgate.worker.config.WorkerTiming;
import dev.seedgate.worker.connection.OpenTokens.OpenToken;
import dev.seedgate.worker.lease.Worth;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.HostSpec;

/**
 * The connections of one token: a pool of exactly its size, which grows and shrinks with it. Must be closed before the token is
 * released, and the release must say what {@link #disconnect} returned: to claim more would free slots that are still taken.
 */
public final class TokenConnections {
    private static final Logger LOG = Logger.getLogger(TokenConnections.class);
    private static final Duration CANCEL_AGAIN = Duration.ofMillis(250);
    /** How long the closing of sessions is waited for before those are looked for that became idle meanwhile. */
    private static final Duration CLOSE_AGAIN = Duration.ofMillis(50);

    private final String tag;
    private final TokenAccess access;
    private final Worth worth;
    private final WorkerTiming timing;
    private final TokenSockets sockets;
    private final SessionStart sessions;
    private final AgroalDataSource pool;
    private final Set<PGConnection> inUse = ConcurrentHashMap.newKeySet();

    private volatile boolean closing;

    private TokenConnections(TokenAccess access, WorkerTiming timing, OpenToken token, AgroalDataSource pool) {
        this.tag = access.tag().applicationName();
        this.access = access;
        this.worth = access.worth();
        this.timing = timing;
        this.sockets = token.sockets();
        this.sessions = token.sessions();
        this.pool = pool;
    }

    /**
     * Begins to open the connections, in the background.
     *
     * @throws SQLException when the settings are no use to the driver; a server that does not answer shows in {@link #connect}
     */
    public static TokenConnections open(TokenAccess access, WorkerTiming timing) throws SQLException {
        String tag = access.tag().applicationName();
        var sockets = new TokenSockets(access.route(), access.held(), access.worth()::kept, timing.closeTimeout());
        var token = new OpenToken(sockets, new SessionStart(access, sockets));
        OpenTokens.register(tag, token);
        try {
            var connections = new TokenConnections(access, timing, token, TokenPool.open(access, timing));
            access.worth().whenChanged(connections::fit);
            connections.fit();
            return connections;
        } catch (SQLException | RuntimeException e) {
            OpenTokens.unregister(tag);
            throw e;
        }
    }

    /** What all of its sessions are told by. */
    public TokenTag tag() {
        return access.tag();
    }

    /** How many connections the token is worth now. */
    public int size() {
        return worth.kept();
    }

    /** How many there may be now, and the place to say that fewer would do. */
    public Worth worth() {
        return worth;
    }

    /** As many as the token is worth now. What is beyond that is closed as soon as nobody uses it. */
    private synchronized void fit() {
        if (worth.kept() > worth.granted() && !access.route().isDirect()) {
            worth.keepOnly(worth.granted()); // what is opened there could not be proven to be gone before the end
            return;
        }
        int kept = worth.kept();
        pool.getConfiguration().connectionPoolConfiguration().setMaxSize(kept);
        if (worth.isToReturn()) {
            Thread.ofVirtual().name("give back " + tag).start(() -> giveBack(kept));
        }
    }

    /**
     * Closes idle sessions as long as there are more than are kept, and no others: the run may want one the next moment. Where
     * something stands before the server, once: their end can be proven only together with that of all others.
     */
    private void giveBack(int kept) {
        AgroalConnectionPoolConfiguration size = pool.getConfiguration().connectionPoolConfiguration();
        while (!closing && worth.kept() == kept && worth.isToReturn()) {
            size.setMinSize(kept);
            pool.flush(FlushMode.IDLE);
            if (sockets.awaitAtMost(kept, CLOSE_AGAIN)) {
                worth.returned(kept);
            }
            if (!access.route().isDirect()) {
                break;
            }
        }
        size.setMinSize(0);
    }

    /** One of the connections; closing it gives it back to the pool. */
    public Connection connect() throws SQLException {
        Connection connection = pool.getConnection();
        inUse.add(connection.unwrap(PGConnection.class));
        return connection;
    }

    /**
     * Closes the pool's sessions, all of which must have been given back, and opens a gate for somebody else's: as many as the token is
     * worth. Until the gate is closed, {@link #connect} must not be called.
     *
     * @throws SQLException when there was a session that would not end, or the gate could not be opened
     */
    public Gate openGate(Patience patience) throws SQLException {
        try {
            HostSpec server = server();
            closeIdle();
            return TokenGate.open(access, timing, sockets, server, patience);
        } catch (IOException e) {
            throw new RefusedException("the gate for the command's connections could not be opened: " + e, null);
        }
    }

    /** Where our own sessions are: a URL may name several servers. */
    private HostSpec server() throws SQLException {
        try (Connection connection = connect()) {
            return connection.unwrap(BaseConnection.class).getQueryExecutor().getHostSpec();
        }
    }

    private void closeIdle() throws SQLException {
        inUse.clear();
        long deadline =
                System.nanoTime() + timing.closeTimeout().multipliedBy(2).toNanos();
        do {
            pool.flush(FlushMode.IDLE);
            if (sockets.awaitNone(CANCEL_AGAIN)) {
                sockets.beginAnew();
                sessions.beginAnew();
                return;
            }
        } while (System.nanoTime() - deadline < 0);
        throw new RefusedException(
                "PostgreSQL did not end the seed's own sessions, so none can be opened for the command", null);
    }

    /**
     * Ends what the connections are doing, so that the thread that uses them comes back and disconnects: cancels running
     * statements again and again, because the thread may just be between two, and after the time given cuts the sockets. Returns
     * when all sockets are closed.
     */
    public void interrupt(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        do {
            inUse.forEach(this::cancel);
            if (sockets.awaitNone(CANCEL_AGAIN)) {
                return;
            }
        } while (System.nanoTime() < deadline);
        LOG.warnf("%s: PostgreSQL did not end the session within %s; cutting the connection", tag, patience);
        sockets.seal();
        sockets.abortAll();
    }

    /**
     * Closes all connections and waits, within bounds, until their backends are gone.
     *
     * @return true when the backend of every socket that was ever opened is known to be gone
     */
    public boolean disconnect() {
        closing = true;
        sockets.seal();
        Thread.ofVirtual().name("disconnect").start(() -> {
            if (!sockets.awaitNone(timing.closeTimeout())) {
                sockets.abortAll(); // a connect that hangs would hold up the closing of its own socket
            }
        });
        pool.close();
        sockets.awaitNone(timing.closeTimeout().multipliedBy(2));
        OpenTokens.unregister(tag);
        return sockets.allGone();
    }

    private void cancel(PGConnection connection) {
        Thread.ofVirtual().name("cancel").start(() -> {
            try {
                connection.cancelQuery();
            } catch (SQLException e) {
                LOG.debugf(e, "%s: nothing to cancel", tag);
            }
        });
    }
}
