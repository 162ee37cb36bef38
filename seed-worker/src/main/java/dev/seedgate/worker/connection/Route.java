package dev.seedgate.worker.connection;

import java.net.InetSocketAddress;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The way from this process to one database, for as long as the process lives. The end of a socket proves that its backend is gone
 * only where nothing stands between the two: a pooler ends ours and keeps its own. PostgreSQL tells where it sees a session come
 * from; only without anything between is that the address and port of our own socket. What was seen to stand there once is taken to
 * stand there for good, since two ports may be equal by chance.
 */
public final class Route {
    private static final Logger LOG = Logger.getLogger(Route.class);

    private final String database;
    private State state = State.UNKNOWN;

    /** @param database for the log */
    public Route(String database) {
        this.database = database;
    }

    /** True when every session so far was seen to come from our own socket, and there was one. */
    synchronized boolean isDirect() {
        return state == State.DIRECT;
    }

    /**
     * Takes in where the server saw a session come from.
     *
     * @param origin absent where the server does not say, as with a session that came by a file
     * @param ours whether that is the local end of one of our sockets
     */
    synchronized void seen(@Nullable InetSocketAddress origin, boolean ours) {
        if (!ours && state != State.INDIRECT) {
            LOG.warnf(
                    "%s: PostgreSQL sees our sessions come from %s, which is none of our sockets, so something stands between: a"
                            + " pooler, a proxy, an address translation. The end of a connection then does not prove that its"
                            + " session is gone, and slots come back only after the agent has looked. Let the URL lead to the"
                            + " server itself",
                    database, origin == null ? "an unknown place" : origin.getHostString() + ":" + origin.getPort());
        }
        if (state != State.INDIRECT) {
            state = ours ? State.DIRECT : State.INDIRECT;
        }
    }

    private enum State {
        UNKNOWN,
        DIRECT,
        INDIRECT
    }
}
