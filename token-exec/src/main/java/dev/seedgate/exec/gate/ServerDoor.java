package dev.seedgate.exec.gate;

import java.io.IOException;
import java.net.Socket;

/** The way to the server. Who provides it may count its sockets, and keep one back while an ended session may still be there. */
public interface ServerDoor {
    /**
     * Opens a way for one session. The gate reads it to its end and closes it; that end proves that the session is gone.
     *
     * @throws IOException when there is none; the message is for a person
     */
    Link connect() throws IOException;

    /** Opens a way for the few bytes of a cancel request, which take a moment and are no session. */
    Link connectToCancel() throws IOException;

    /**
     * A way to the server.
     *
     * @param socket connected and, where the server is to be spoken to in secret, encrypted. Closing it may wait for the server
     * @param abort closes it at once, also under threads that are blocked in reading or writing, and proves nothing
     */
    record Link(Socket socket, Runnable abort) {}
}
