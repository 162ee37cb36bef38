package dev.seedgate.exec.gate;

import java.io.Closeable;
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
     * @param socket connected and, where the server is to be spoken to in secret, encrypted
     * @param carrier what is closed in the end, which may wait for the server: the socket itself or, where that is encrypted, the one
     *     below it. A farewell of the encryption would reach a server that is gone already, and be answered by a reset
     * @param abort closes it at once, also under threads that are blocked in reading or writing, and proves nothing
     */
    record Link(Socket socket, Closeable carrier, Runnable abort) {}
}
