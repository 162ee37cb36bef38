package dev.seedgate.localstack.workload;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Stands in for the API that must never be kept out: holds some connections and opens a new one again and again. Every attempt
 * that fails, for whatever reason, is a customer who got an error.
 */
public final class ApiProbe implements AutoCloseable {
    private final Login login;
    private final List<HeldSession> held;
    private final Map<String, Integer> failures = new TreeMap<>();
    private int attempts;
    private Duration slowest = Duration.ZERO;
    private final Ticker ticker;

    private ApiProbe(Login login, List<HeldSession> held, Duration period) {
        this.login = login;
        this.held = held;
        this.ticker = Ticker.start("api-probe", period, this::attempt);
    }

    /**
     * What the probe met so far.
     *
     * @param attempts each one new connection with a query, after a query on every held connection
     * @param failures attempts that failed, by SQLSTATE
     * @param slowest the longest that a new connection with its query took
     */
    public record Result(int attempts, Map<String, Integer> failures, Duration slowest) {
        public Result {
            failures = Map.copyOf(failures);
        }

        public int failed() {
            return failures.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /**
     * Opens what it holds and begins.
     *
     * @param held connections that it keeps all the time
     * @param period between two attempts
     * @throws SQLException when not even the held connections can be opened
     */
    public static ApiProbe start(Login login, int held, Duration period) throws SQLException {
        List<HeldSession> sessions = new ArrayList<>();
        try {
            for (int i = 0; i < held; i++) {
                sessions.add(HeldSession.open(login));
            }
        } catch (SQLException e) {
            sessions.forEach(HeldSession::close);
            throw e;
        }
        return new ApiProbe(login, List.copyOf(sessions), period);
    }

    public synchronized Result result() {
        return new Result(attempts, failures, slowest);
    }

    private void attempt() {
        long began = System.nanoTime();
        try {
            for (HeldSession session : held) {
                session.touch();
            }
            began = System.nanoTime();
            try (Connection connection = login.open();
                    Statement statement = connection.createStatement()) {
                statement.execute("SELECT 1");
            }
            record("", Duration.ofNanos(System.nanoTime() - began));
        } catch (SQLException e) {
            record(String.valueOf(e.getSQLState()), Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private synchronized void record(String failure, Duration took) {
        attempts++;
        if (!failure.isEmpty()) {
            failures.merge(failure, 1, Integer::sum);
        }
        if (took.compareTo(slowest) > 0) {
            slowest = took;
        }
    }

    @Override
    public void close() {
        ticker.close();
        held.forEach(HeldSession::close);
    }
}
