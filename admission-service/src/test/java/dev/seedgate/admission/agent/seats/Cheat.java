package dev.seedgate.admission.agent.seats;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A holder that opens as many sessions as it gets, keeps them, and comes again with its old password whenever it is thrown out. */
public final class Cheat implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final Set<Connection> sessions = ConcurrentHashMap.newKeySet();
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
            sessions.add(session);
            try {
                session.createStatement().execute("select pg_sleep(60)");
            } finally {
                sessions.remove(session);
            }
        } catch (SQLException e) {
            Thread.onSpinWait(); // refused or thrown out: at once again
        }
    }

    public int sessions() {
        return sessions.size();
    }

    /** Lets go of what it has, and returns when nothing of it is under way: whoever comes in later would be in the next test's way. */
    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                while (!thread.join(POLL)) {
                    for (Connection session : sessions) {
                        session.abort(Runnable::run);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (SQLException e) {
                throw new IllegalStateException("a session cannot be let go of", e);
            }
        }
    }
}
