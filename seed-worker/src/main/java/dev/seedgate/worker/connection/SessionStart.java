package dev.seedgate.worker.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * How each session of a token begins: not without the token, with patience where the token's role may still be on its way, and with
 * one question to the server that says what the session is worth.
 */
final class SessionStart {
    /** {@code too_many_connections}. */
    private static final String TOO_MANY_CONNECTIONS = "53300";
    /** {@code invalid_authorization_specification}: the role may not log in (yet). {@code invalid_password}: it has none (yet). */
    private static final Set<String> NOT_LET_IN = Set.of("28000", "28P01");

    private static final long FIRST_PAUSE_MILLIS = 25;
    private static final long LONGEST_PAUSE_MILLIS = 100;

    private final TokenAccess access;
    private final TokenSockets sockets;
    private final SessionCheck check;
    private final AtomicInteger opened = new AtomicInteger();

    SessionStart(TokenAccess access, TokenSockets sockets) {
        this.access = access;
        this.sockets = sockets;
        this.check = new SessionCheck(access, sockets);
    }

    /** What was opened before has ended in good order; others may come in its place. */
    void beginAnew() {
        opened.set(0);
    }

    /**
     * Opens one session.
     *
     * @throws RefusedException when the token has something to do with it that there is none
     */
    Connection open(Attempt attempt) throws SQLException {
        Connection connection = logIn(attempt);
        try {
            opened.incrementAndGet();
            check.run(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private Connection logIn(Attempt attempt) throws SQLException {
        for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS)) {
            requireHeld();
            requireRoom();
            try {
                return sockets.opening(() -> connect(attempt));
            } catch (SQLException e) {
                awaitRole(e, pause);
            }
        }
    }

    private Connection connect(Attempt attempt) throws SQLException {
        Connection connection = attempt.connect();
        if (connection == null) {
            throw new RefusedException("the driver does not know what to do with " + access.database(), null);
        }
        return connection;
    }

    private void requireHeld() throws RefusedException {
        if (!access.held().getAsBoolean()) {
            throw new RefusedException("the token is no longer held, so nothing more is opened under it", null);
        }
    }

    /**
     * The pool counts connections; one that it replaces because the network failed may live on at the server. Where something stands
     * between, nobody can know.
     */
    private void requireRoom() throws RefusedException {
        boolean known = opened.get() < access.worth().kept() || access.route().isDirect();
        if (!known || !sockets.awaitRoom(access.worth().kept())) {
            throw new RefusedException(
                    "a lost connection's session may still be there, so no other is opened in its place", null);
        }
    }

    /** Returns when another attempt makes sense. */
    private void awaitRole(SQLException refusal, long pause) throws SQLException {
        switch (access.login()) {
            case Login.AsConfigured configured -> throw refusal;
            case Login.AsTokenRole role -> {
                if (!NOT_LET_IN.contains(refusal.getSQLState())) {
                    throw explained(refusal);
                }
                if (role.until() - System.nanoTime() <= 0) {
                    throw RefusedException.because(
                            "PostgreSQL does not let the token's role "
                                    + access.tag().login()
                                    + " in, which the admission service's agent was to make within the claim time; its log"
                                    + " says why it did not (" + refusal.getMessage() + ")",
                            refusal);
                }
                sleep(pause);
            }
        }
    }

    /** The server names the role where it is the role that may have no more; texts differ by language, the name does not. */
    private SQLException explained(SQLException refusal) {
        String said = serverText(refusal);
        return TOO_MANY_CONNECTIONS.equals(refusal.getSQLState())
                        && said.contains(access.tag().login())
                ? RefusedException.because(
                        "the seed opened more connections than its token is worth ("
                                + access.worth().kept() + "): " + said,
                        refusal)
                : refusal;
    }

    private static String serverText(SQLException refusal) {
        @Nullable ServerErrorMessage said = refusal instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
        return said == null ? String.valueOf(refusal.getMessage()) : String.valueOf(said.getMessage());
    }

    private static void sleep(long millis) throws RefusedException {
        try {
            Thread.sleep(Duration.ofMillis(millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("interrupted while waiting for the token's role", null);
        }
    }

    /** One try of the driver. */
    @FunctionalInterface
    interface Attempt {
        /** Null where the URL is none of the driver's. */
        @Nullable Connection connect() throws SQLException;
    }
}
