package dev.seedgate.exec.gate;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Cancel requests to the server, of sessions of this gate only, and one at a time: each makes the server start a process for a
 * moment, beside those of the sessions.
 */
final class Cancels {
    private final ServerDoor door;
    private final Set<CancelKey> sessions = ConcurrentHashMap.newKeySet();
    private final ReentrantLock one = new ReentrantLock(true);

    Cancels(ServerDoor door) {
        this.door = door;
    }

    void add(CancelKey session) {
        sessions.add(session);
    }

    void remove(CancelKey session) {
        sessions.remove(session);
    }

    /** Returns when the server has taken note. Like the server, it does not say when that did not work. */
    void cancel(CancelKey session) {
        one.lock();
        try {
            if (sessions.contains(session)) {
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
