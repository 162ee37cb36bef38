package dev.seedgate.admission.agent.seats;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** Counts the sessions of all seats, and those whose role was dropped under them, as a superuser and as fast as it can. */
public final class SeatSampler implements AutoCloseable {
    private static final String COUNT = """
            select count(*) from pg_stat_activity
             where backend_type = 'client backend' and datid is not null and (usename like 'sg\\_%' or usename is null)
            """;

    private final Connection connection;
    private final CompletableFuture<Void> done;
    private volatile boolean stopped;
    private volatile int samples;
    private volatile int most;

    public SeatSampler(SeatServer server) throws SQLException {
        connection = server.postgres().connect();
        done = CompletableFuture.runAsync(
                this::sample, sampling -> Thread.ofPlatform().start(sampling));
    }

    private void sample() {
        int taken = 0;
        try {
            while (!stopped) {
                most = Math.max(most, Integer.parseInt(SeatServer.text(connection, COUNT)));
                samples = ++taken;
            }
        } catch (SQLException e) {
            most = Integer.MAX_VALUE;
        }
    }

    public int samples() {
        return samples;
    }

    public int most() {
        return most;
    }

    @Override
    public void close() throws SQLException {
        stopped = true;
        done.join();
        connection.close();
    }
}
