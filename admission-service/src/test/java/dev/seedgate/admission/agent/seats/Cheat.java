package dev.seedgate.admission.agent.seats;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A holder that opens as many sessions as it gets, keeps them, and comes again with its old password whenever it is thrown out. */
public final class Cheat implements AutoCloseable {
    private final AtomicInteger sessions = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    /**
     * Begins at once.
     *
     * @param tries how many sessions it tries to have at a time
     */
    public Cheat(SeatServer server, String seat, String password, int tries) {
        for (int each = 0; each < tries; each++) {
            threads.add(Thread.ofPlatform().start(() -> {
                while (!stopped) {
                    comeIn(server, seat, password);
                }
            }));
        }
    }

    private void comeIn(SeatServer server, String seat, String password) {
        try (Connection session = server.login(seat, password)) {
            sessions.incrementAndGet();
            try {
                session.createStatement().execute("select pg_sleep(60)");
            } finally {
                sessions.decrementAndGet();
            }
        } catch (SQLException e) {
            Thread.onSpinWait(); // refused or thrown out: at once again
        }
    }

    public int sessions() {
        return sessions.get();
    }

    /** Tries no more; what it has is ended by whoever clears the server. */
    @Override
    public void close() {
        stopped = true;
    }
}
