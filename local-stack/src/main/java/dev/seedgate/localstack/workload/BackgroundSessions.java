package dev.seedgate.localstack.workload;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands in for schedulers, monitoring and the like: sessions that are always there, mostly idle, and that nobody gates. */
public final class BackgroundSessions implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final List<HeldSession> sessions;
    private final AtomicInteger failures = new AtomicInteger();
    private final Ticker ticker;

    private BackgroundSessions(List<HeldSession> sessions) {
        this.sessions = sessions;
        this.ticker = Ticker.start("background-sessions", PERIOD, this::work);
    }

    /**
     * Opens them all.
     *
     * @throws SQLException when one of them cannot be opened; none is left open then
     */
    public static BackgroundSessions open(Login login, int count) throws SQLException {
        List<HeldSession> sessions = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sessions.add(HeldSession.open(login));
            }
        } catch (SQLException e) {
            sessions.forEach(HeldSession::close);
            throw e;
        }
        return new BackgroundSessions(List.copyOf(sessions));
    }

    /** How often a session was lost or could not be opened again. */
    public int failures() {
        return failures.get();
    }

    private void work() {
        for (HeldSession session : sessions) {
            try {
                session.touch();
            } catch (SQLException e) {
                failures.incrementAndGet();
            }
        }
    }

    @Override
    public void close() {
        ticker.close();
        sessions.forEach(HeldSession::close);
    }
}
