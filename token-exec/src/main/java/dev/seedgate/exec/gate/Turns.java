package dev.seedgate.exec.gate;

import dev.seedgate.exec.gate.GateSettings.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who may have a session now. As many as the token is worth, in the order in which they were accepted among those that have said
 * what they want. A session whose end was not proven keeps its turn for ever: the server may still have it.
 */
final class Turns {
    private final Patience patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TreeMap<Long, Wish> waiting = new TreeMap<>();
    private final Set<Turn> taken = new HashSet<>();
    private final Tally tally;
    private int worth;
    private int lost;
    private boolean closed;
    /** Those that are about to make room. */
    private final Set<Turn> parting = new HashSet<>();

    Turns(int worth, Patience patience) {
        this.worth = worth;
        this.tally = new Tally(worth);
        this.patience = patience;
    }

    /** From now on so many may have one. Where more have one, those make room that lie idle, whoever waits. */
    void resize(int now) {
        lock.lock();
        try {
            worth = now;
            tally.worth(now);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many there are or may be at the server: what the token has to be charged. */
    int charge() {
        lock.lock();
        try {
            return Math.max(worth, taken.size() + lost);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there are no more than are to be; at most for that time. */
    void awaitFit(Duration time) throws InterruptedException {
        long left = time.toNanos();
        lock.lock();
        try {
            while (taken.size() + lost > worth && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a turn.
     *
     * @throws RefusedException when it makes no sense to wait any longer
     * @throws IOException when {@link #abandon} was called
     */
    Turn take(Wish wish) throws IOException {
        lock.lock();
        try {
            requireRoomToWait();
            wish.begin();
            waiting.put(wish.ticket(), wish);
            int wanted = Math.toIntExact(taken.stream().filter(Turn::isWanted).count());
            tally.wanted(waiting.size() + wanted);
            try {
                while (!isNext(wish)) {
                    requireSense(wish);
                    var unused = changed.awaitNanos(untilImpatient(wish));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            } finally {
                waiting.remove(wish.ticket());
                changed.signalAll();
            }
            return grant(wish);
        } finally {
            lock.unlock();
        }
    }

    private Turn grant(Wish wish) {
        var turn = new Turn(this);
        taken.add(turn);
        tally.granted(wish.waited());
        return turn;
    }

    /** Whoever wished for it is gone. */
    void abandon(Wish wish) {
        wish.abandon();
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void giveBack(Turn turn, boolean gone) {
        lock.lock();
        try {
            if (taken.remove(turn)) {
                lost += gone ? 0 : 1;
                if (parting.remove(turn)) {
                    tally.parted();
                }
                if (turn.isInUse()) {
                    tally.endedByServer();
                }
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether this one has rested and more wait than there will be room for, or it was had for long and so many have waited for long. If
     * so, it is expected to make room, or to say that it cannot.
     *
     * @param idle for how long nobody has used it, in nanoseconds
     */
    boolean mayMakeRoom(Turn turn, long idle) {
        lock.lock();
        try {
            int free = worth - taken.size() - lost; // negative where it was resized to fewer than there are
            int room = parting.size() + free;
            boolean due = idle >= patience.rest().toNanos()
                    ? waiting.size() > room
                    : turn.hadFor() >= patience.handOver().toNanos() && waitingLong() > room;
            return !closed && due && parting.add(turn);
        } finally {
            lock.unlock();
        }
    }

    private long waitingLong() {
        long most = patience.handOver().toNanos();
        return waiting.values().stream().filter(wish -> wish.waited() >= most).count();
    }

    /** It makes no room. */
    void goesOn(Turn turn) {
        lock.lock();
        try {
            parting.remove(turn);
        } finally {
            lock.unlock();
        }
    }

    /** Refuses all that wait, and all that come. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nobody has a turn; false when somebody still has one after that time. */
    boolean awaitNone(Duration time) {
        long left = time.toNanos();
        lock.lock();
        try {
            while (!taken.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return taken.isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** True when every session that there was is known to be gone. */
    boolean allGone() {
        lock.lock();
        try {
            return taken.isEmpty() && lost == 0;
        } finally {
            lock.unlock();
        }
    }

    GateReport report() {
        lock.lock();
        try {
            return tally.report();
        } finally {
            lock.unlock();
        }
    }

    private boolean isNext(Wish wish) {
        return !closed && !wish.isAbandoned() && taken.size() + lost < worth && waiting.firstKey() == wish.ticket();
    }

    private void requireRoomToWait() throws RefusedException {
        if (waiting.size() >= patience.maxWaiting()) {
            throw refuse("as many as " + patience.maxWaiting() + " others wait for one already");
        }
    }

    private void requireSense(Wish wish) throws IOException {
        if (wish.isAbandoned()) {
            throw new IOException("the client went away while it waited");
        }
        if (closed) {
            throw RefusedException.of(
                    RefusedException.CANNOT_CONNECT_NOW, "the gate is closed: the command is over", "");
        }
        if (lost >= worth) {
            tally.refused();
            throw RefusedException.of(
                    RefusedException.CANNOT_CONNECT,
                    "the connection to PostgreSQL was lost, and its session may still be there, so none is opened in its place",
                    "");
        }
        if (wish.waited() >= patience.whileIdle().toNanos()
                && idleFor() >= patience.whileIdle().toNanos()) {
            throw refuse("for " + patience.whileIdle().toSeconds() + " s none of those that have one used it");
        }
    }

    private RefusedException refuse(String why) {
        tally.refused();
        return RefusedException.of(
                RefusedException.TOO_MANY_CONNECTIONS,
                "the command opened more connections than its token is worth (" + worth + "), and " + why,
                "Let the command's pool have at most $SEEDGATE_CONNECTIONS connections, or have it close those that it does"
                        + " not use, or give it a token that is worth more.");
    }

    /** How long nobody has used a session, in nanoseconds. */
    private long idleFor() {
        long now = System.nanoTime();
        long least = Long.MAX_VALUE;
        for (Iterator<Turn> turns = taken.iterator(); turns.hasNext() && least > 0; ) {
            least = Math.min(least, turns.next().idleFor(now));
        }
        return least;
    }

    private long untilImpatient(Wish wish) {
        long own = patience.whileIdle().toNanos() - wish.waited();
        long others = patience.whileIdle().toNanos() - idleFor();
        return Math.max(1, Math.max(own, others));
    }
}
