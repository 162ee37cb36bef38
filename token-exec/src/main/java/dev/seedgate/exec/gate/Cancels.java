package dev.seedgate.exec.gate;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Cancel requests to the server, of sessions of this gate only, and one at a time: each makes the server start a process for a
 * moment, beside those of the sessions.
 */
final class Cancels {
    private final ServerDoor door;
    /** By the key that its client was given, which stays the same when the session becomes another. */
    private final Map<CancelKey, CancelKey> sessions = new ConcurrentHashMap<>();

    private final ReentrantLock one = new ReentrantLock(true);

    Cancels(ServerDoor door) {
        this.door = door;
    }

    /**
     * There is a session.
     *
     * @param told the key that its client knows
     * @param session the session's own
     */
    void add(CancelKey told, CancelKey session) {
        sessions.put(told, session);
    }

    void remove(CancelKey told) {
        sessions.remove(told);
    }

    /** Returns when the server has taken note. Like the server, it does not say when that did not work. */
    void cancel(CancelKey told) {
        one.lock();
        try {
            CancelKey session = sessions.get(told);
            if (session != null) {
                send(session);
            }
        } finally {
            one.unlock();
        }
    }

    private void send(CancelKey session) {
        try {
            ServerDoor.Link link = door.connectToCancel();
            try {
                link.socket().getOutputStream().write(session.request());
                Sockets.endOutput(link.socket());
                Sockets.readToEnd(link.socket().getInputStream());
            } finally {
                Sockets.closeQuietly(link.carrier());
            }
        } catch (IOException e) {
            // the session goes on, and whoever wanted it cancelled will want it again or end it
        }
    }
}
