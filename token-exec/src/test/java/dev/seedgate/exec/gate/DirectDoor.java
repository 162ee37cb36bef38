package dev.seedgate.exec.gate;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * Plain sockets to a server that nobody else counts. The end of one proves that its session is gone only where nothing stands
 * between.
 */
public record DirectDoor(String host, int port, Duration connectTimeout) implements ServerDoor {
    @Override
    public Link connect() throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(connectTimeout.toMillis()));
            return new Link(socket, socket, () -> Sockets.closeQuietly(socket));
        } catch (IOException e) {
            Sockets.closeQuietly(socket);
            throw new IOException("no connection to " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Link connectToCancel() throws IOException {
        return connect();
    }
}
