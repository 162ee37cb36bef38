package dev.seedgate.exec.door;

import dev.seedgate.exec.gate.ServerDoor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * Sockets to a server that nobody else counts, encrypted where that is wanted. The end of one proves that its session is gone only where
 * nothing stands between.
 */
public record DirectDoor(String host, int port, Duration connectTimeout, Encryption encryption) implements ServerDoor {
    @Override
    public Link connect() throws IOException {
        Socket socket = connected();
        try {
            return new Link(encryption.over(socket), socket, () -> closeQuietly(socket));
        } catch (IOException e) {
            closeQuietly(socket);
            throw e;
        }
    }

    /** As PostgreSQL's own clients up to 16 do it: without encryption. */
    @Override
    public Link connectToCancel() throws IOException {
        Socket socket = connected();
        return new Link(socket, socket, () -> closeQuietly(socket));
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(connectTimeout.toMillis()));
            return socket;
        } catch (IOException e) {
            closeQuietly(socket);
            throw new IOException("no connection to " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // the descriptor is gone all the same
        }
    }
}
