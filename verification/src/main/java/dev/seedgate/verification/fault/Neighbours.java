package dev.seedgate.verification.fault;

import dev.seedgate.localstack.workload.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Sessions of people that nobody asked: they come, one at a time and only when there is room, stay for a while, and go. When the
 * server ends them, they stay away.
 */
public final class Neighbours implements AutoCloseable {
    private static final long CLOSE_MILLIS = 10_000;

    private final List<Login> logins;
    private final Room room;
    private final Random random;
    private final int most;
    private final long longestPauseNanos;
    private final List<Connection> open = new ArrayList<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final Thread thread;
    private int came;
    private volatile boolean closing;

    private Neighbours(List<Login> logins, Room room, Random random, int most, Duration longestPause) {
        this.logins = List.copyOf(logins);
        this.room = room;
        this.random = random;
        this.most = most;
        this.longestPauseNanos = longestPause.toNanos();
        this.thread = Thread.ofPlatform().daemon().name("neighbours").unstarted(this::run);
    }

    /**
     * Begins to come and go.
     *
     * @param logins who they may be
     * @param most sessions at once
     * @param longestPause between two changes
     */
    public static Neighbours start(List<Login> logins, Room room, Random random, int most, Duration longestPause) {
        Neighbours neighbours = new Neighbours(logins, room, random, most, longestPause);
        neighbours.thread.start();
        return neighbours;
    }

    /** How many sessions were opened. */
    public synchronized int came() {
        return came;
    }

    /** How many could not be opened, by SQLSTATE. */
    public synchronized Map<String, Integer> refusals() {
        return Map.copyOf(refusals);
    }

    private void run() {
        while (!closing) {
            LockSupport.parkNanos(random.nextLong(longestPauseNanos));
            forgetTheDead();
            boolean comes = open.isEmpty() || (open.size() < most && random.nextBoolean());
            if (!comes) {
                leave(open.remove(random.nextInt(open.size())));
            } else if (room.take(1)) {
                come(logins.get(random.nextInt(logins.size())));
            }
        }
        open.forEach(this::leave);
    }

    private void come(Login login) {
        try {
            open.add(login.open());
            count("");
        } catch (SQLException e) {
            room.giveBack(1);
            count(String.valueOf(e.getSQLState()));
        }
    }

    private synchronized void count(String refusal) {
        came += refusal.isEmpty() ? 1 : 0;
        if (!refusal.isEmpty()) {
            refusals.merge(refusal, 1, Integer::sum);
        }
    }

    private void forgetTheDead() {
        for (Connection each : List.copyOf(open)) {
            if (!answers(each)) {
                open.remove(each);
                leave(each);
            }
        }
    }

    private static boolean answers(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            return statement.execute("SELECT 1");
        } catch (SQLException e) {
            return false;
        }
    }

    private void leave(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // The server ended it before.
        }
        room.giveBack(1);
    }

    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
