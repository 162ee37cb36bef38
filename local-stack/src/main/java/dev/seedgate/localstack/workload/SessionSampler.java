package dev.seedgate.localstack.workload;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Asks PostgreSQL itself, many times a second, who is connected. It keeps one connection open for that and counts it like any
 * other, so its login must belong to a class that has a place for it. The role needs {@code pg_read_all_stats}, or it would not
 * see which backends are clients.
 */
public final class SessionSampler implements AutoCloseable {
    private static final String QUERY = """
            SELECT coalesce(application_name, ''), count(*)
            FROM pg_stat_activity
            WHERE backend_type = 'client backend'
            GROUP BY 1
            """;

    private final HeldSession session;
    private final Consumer<SessionSample> listener;
    private final AtomicInteger failures = new AtomicInteger();
    private final Ticker ticker;

    private SessionSampler(HeldSession session, Duration period, Consumer<SessionSample> listener) {
        this.session = session;
        this.listener = listener;
        this.ticker = Ticker.start("session-sampler", period, this::sample);
    }

    /**
     * Opens its connection and begins.
     *
     * @param period between two looks
     * @param listener called on the sampler's own thread, once for each look that PostgreSQL answered
     */
    public static SessionSampler start(Login login, Duration period, Consumer<SessionSample> listener)
            throws SQLException {
        return new SessionSampler(HeldSession.open(login), period, listener);
    }

    /** Looks that PostgreSQL did not answer; nothing is known of those moments. */
    public int failures() {
        return failures.get();
    }

    private void sample() {
        Instant askedAt = Instant.now();
        try (Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery(QUERY)) {
            Map<String, Integer> sessions = new TreeMap<>();
            while (rows.next()) {
                sessions.put(rows.getString(1), rows.getInt(2));
            }
            listener.accept(new SessionSample(askedAt, Instant.now(), sessions));
        } catch (SQLException e) {
            failures.incrementAndGet();
            session.giveUp();
        }
    }

    @Override
    public void close() {
        ticker.close();
        session.close();
    }
}
