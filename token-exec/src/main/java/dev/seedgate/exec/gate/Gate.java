package dev.seedgate.exec.gate;

import dev.seedgate.exec.gate.GateSession.GateParts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A PostgreSQL for one command, on this machine's loopback: what connects to it gets a session of the real one once it is its turn.
 * A connection limit at the server alone would not do: who is refused there holds a slot while it authenticates, and a command that
 * tries again at once keeps others out.
 *
 * <p>Must be closed before its token is released, and the release must say what {@link #close} returned.
 */
public final class Gate {
    /** Sockets that have not said yet what they want, beyond those that have a session or wait for one. */
    private static final int MAX_UNDECIDED = 100;

    private static final int BACKLOG = 1024;
    private static final String HOST = "127.0.0.1";

    private final ServerSocket socket;
    private final GateSettings settings;
    private final Turns turns;
    private final GateParts parts;
    private final Set<GateSession> sessions = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private Gate(ServerSocket socket, GateSettings settings, ServerDoor door) {
        this.socket = socket;
        this.settings = settings;
        this.turns = new Turns(settings.worth(), settings.patience());
        this.parts = new GateParts(door, turns, new Cancels(door), new AtomicLong()::incrementAndGet, new Findings());
    }

    /** Opens one on a free port. */
    public static Gate open(GateSettings settings, ServerDoor door) throws IOException {
        var gate = new Gate(new ServerSocket(0, BACKLOG, loopback()), settings, door);
        GateThreads.start("gate", gate::accept);
        return gate;
    }

    public String host() {
        return HOST;
    }

    public int port() {
        return socket.getLocalPort();
    }

    public GateSettings settings() {
        return settings;
    }

    public GateReport report() {
        return turns.report();
    }

    /**
     * The token is worth more or less than before. What is open beyond that is parted from its client as soon as it lies idle, where nothing
     * is lost by it, and until then stays part of {@link #charge}.
     */
    public void resize(int worth) {
        turns.resize(worth);
    }

    /** How many sessions there are at the server, or may be the next moment; what the token must stay charged. */
    public int charge() {
        return turns.charge();
    }

    /** Waits until no more sessions are left than the token is worth; at most for that time. */
    public void awaitFit(Duration time) throws InterruptedException {
        turns.awaitFit(time);
    }

    /** Ends all sessions: lets nobody in, cancels what runs, says that nothing more comes. They are gone a little later. */
    public void end() {
        closed = true;
        Sockets.closeQuietly(socket);
        turns.close();
        List.copyOf(sessions).forEach(GateSession::end);
    }

    /**
     * Ends all sessions and waits for their end, for the settings' time; what is left then is cut.
     *
     * @return true when every session that ever was is known to be gone
     */
    public boolean close() {
        end();
        if (!turns.awaitNone(settings.closeTimeout())) {
            List.copyOf(sessions).forEach(GateSession::abort);
            turns.awaitNone(settings.closeTimeout());
        }
        return turns.allGone();
    }

    /**
     * Whether the server saw all sessions come from the gate's own sockets. Where not, something stands between, and the end of a socket
     * does not prove that its session is gone.
     */
    public boolean isDirect() {
        return !parts.findings().indirect().get();
    }

    /** Whether the server was seen to be {@linkplain #isDirect direct}, by at least one session. */
    public boolean isSeenDirect() {
        return isDirect() && parts.findings().direct().get();
    }

    /** Of version 4, which every client takes. */
    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(HOST, new byte[] {127, 0, 0, 1});
    }

    private void accept() {
        try {
            while (!closed) {
                Socket client = socket.accept();
                if (sessions.size() >= turns.charge() + settings.patience().maxWaiting() + MAX_UNDECIDED) {
                    Sockets.closeQuietly(client);
                } else {
                    start(new GateSession(client, settings, parts));
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void start(GateSession session) {
        sessions.add(session);
        GateThreads.start("gate session", () -> {
            try {
                session.run();
            } finally {
                sessions.remove(session);
            }
        });
        if (closed) {
            session.end();
        }
    }
}
