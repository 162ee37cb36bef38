package dev.seedgate.worker.connection;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts every socket that is opened under one token: those of pooled connections, of a gate's sessions, of connects that failed,
 * and of cancel requests. A pool's own count would miss all but the first, and the ledger would give a slot away that a
 * half-open connect still takes.
 */
final class TokenSockets {
    /** That of the session that the thread is opening. Inherited, because with a {@code loginTimeout} the driver connects on another. */
    private static final ThreadLocal<@Nullable SessionGuard> OPENING = new InheritableThreadLocal<>();

    private final Route route;
    private final BooleanSupplier held;
    private final IntSupplier limit;
    private final Duration closeTimeout;
    private final Set<TokenSocket> open = new HashSet<>();
    private boolean sealed;
    /** How many backends there may have been at once. */
    private long most;

    private boolean reached;
    private long unproven;
    /** Of those, how many were closed in good order and count no more when there must be room. */
    private long passedOver;

    /**
     * For one token.
     *
     * @param held whether the token is still ours; asked before each message by which a session is opened
     * @param limit how many sessions there may be; asked before each socket for one
     * @param closeTimeout how long the closing of one socket waits for the server
     */
    TokenSockets(Route route, BooleanSupplier held, IntSupplier limit, Duration closeTimeout) {
        this.route = route;
        this.held = held;
        this.limit = limit;
        this.closeTimeout = closeTimeout;
    }

    /**
     * A new, unconnected socket, for a session or to cancel one's statement.
     *
     * @throws IOException once {@link #seal} was called
     */
    synchronized TokenSocket create() throws IOException {
        if (sealed) {
            throw new IOException("the token is being given back; no further connection may be opened under it");
        }
        @Nullable SessionGuard guard = OPENING.get();
        var socket = new TokenSocket(this, guard == null ? () -> true : guard::maySpeak, closeTimeout);
        open.add(socket);
        most = Math.max(most, open.size() + unproven);
        return socket;
    }

    /**
     * What the driver asks for: it does not say what for, but we know when it opens a session. Within one attempt it may take several
     * sockets, one after the other: of several hosts, or without encryption where there is none.
     *
     * @throws IOException as {@link #create}, and when the token is worth no further session
     */
    synchronized TokenSocket createForDriver() throws IOException {
        @Nullable SessionGuard guard = OPENING.get();
        if (guard != null && guard.begin() && taken() >= limit.getAsInt()) {
            throw new IOException("the token is worth " + limit.getAsInt() + " connections now, and has them");
        }
        return create();
    }

    /** Opens a session by sockets that say nothing once the token is lost, until the session is there. */
    <T> T opening(Opening<T> attempt) throws SQLException {
        var guard = new SessionGuard(held);
        OPENING.set(guard);
        try {
            T session = attempt.open();
            guard.opened();
            return session;
        } finally {
            OPENING.remove();
        }
    }

    /** How the driver opens one. */
    @FunctionalInterface
    interface Opening<T> {
        T open() throws SQLException;
    }

    /**
     * Opening a session is a conversation, in which a server that wants a password lets nobody in who does not answer it. A process
     * or a network can sleep in the middle of it, past the lease. What is asked before each message is asked after the sleep; and of
     * what was sent before it, the database agent sees the backend that authenticates. Only a server that lets clients in without a
     * password can still be brought to a late session, by a first message that was long on its way.
     *
     * <p>A session that is there speaks also under a token that is lost: it rolls back and says goodbye.
     */
    private static final class SessionGuard {
        private final BooleanSupplier held;
        private volatile boolean open;
        private boolean begun;

        SessionGuard(BooleanSupplier held) {
            this.held = held;
        }

        /** Returns true for the first socket of the attempt. */
        boolean begin() {
            boolean first = !begun;
            begun = true;
            return first;
        }

        void opened() {
            open = true;
        }

        boolean maySpeak() {
            return open || held.getAsBoolean();
        }
    }

    /** From now on no socket is created. */
    synchronized void seal() {
        sealed = true;
    }

    synchronized void closed(TokenSocket socket, boolean gone) {
        if (open.remove(socket)) {
            unproven += gone ? 0 : 1;
            reached |= socket.mayHaveReached();
        }
        notifyAll();
    }

    /**
     * Waits until no socket is open.
     *
     * @return false when some still are after that time, or when the thread is interrupted
     */
    synchronized boolean awaitNone(Duration time) {
        return await(open::isEmpty, time);
    }

    /**
     * Waits until fewer than so many backends can be there, those included of which nobody knows.
     *
     * @return false when that is not so after the time that the closing of a socket may take, or when the thread is interrupted
     */
    synchronized boolean awaitRoom(int size) {
        return await(() -> taken() < size, closeTimeout);
    }

    /**
     * Waits until at most so many backends can be there, and it is sure.
     *
     * @return false when that is not so after that time, or when the thread is interrupted
     */
    synchronized boolean awaitAtMost(int size, Duration time) {
        return await(() -> most <= size || (open.size() + unproven <= size && route.isDirect()), time);
    }

    /** How many backends there may be, those included of which nobody knows. */
    private long taken() {
        return open.size() + unproven - passedOver;
    }

    private synchronized boolean await(BooleanSupplier condition, Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * All that was opened before was told goodbye, and its sockets are closed: others may be opened in its place. That of an encrypted
     * session often ends in a reset, which proves nothing at the release, but is no reason to wait.
     */
    synchronized void beginAnew() {
        passedOver = unproven;
    }

    /** Closes whatever is open without waiting for the server. */
    void abortAll() {
        stillOpen().forEach(TokenSocket::abort);
    }

    /** Whether that is the local end of one of the open sockets. */
    synchronized boolean isLocalEnd(@Nullable InetSocketAddress address) {
        return address != null && open.stream().anyMatch(socket -> address.equals(socket.getLocalSocketAddress()));
    }

    /** True when the backend of every socket that was ever created is gone: its end was seen, and nobody else's could be. */
    synchronized boolean allGone() {
        return open.isEmpty() && unproven == 0 && (route.isDirect() || !reached);
    }

    private synchronized List<TokenSocket> stillOpen() {
        return List.copyOf(open);
    }
}
