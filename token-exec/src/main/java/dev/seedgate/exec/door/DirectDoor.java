package dev.seedgate.exec.door;

import dev.seedgate.exec.gate.ServerDoor;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * Sockets to a server, encrypted where that is wanted. The end of one proves that its session is gone only where nothing stands between,
 * which the gate finds out.
 */
public final class DirectDoor implements ServerDoor {
    private final String host;
    private final int port;
    private final Duration connectTimeout;
    private final Encryption encryption;
    private volatile boolean leftOpen;

    public DirectDoor(String host, int port, Duration connectTimeout, Encryption encryption) {
        this.host = host;
        this.port = port;
        this.connectTimeout = connectTimeout;
        this.encryption = encryption;
    }

    @Override
    public Link connect() throws IOException {
        Socket socket = session();
        try {
            return new Link(encryption.over(socket), socket, () -> closeQuietly(socket));
        } catch (IOException e) {
            leftOpen = true;
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

    /** Whether the server may have begun a session for a socket that was given up before it was the gate's. */
    public boolean hasLeftOpen() {
        return leftOpen;
    }

    private Socket session() throws IOException {
        try {
            return connected();
        } catch (NotReachedException e) {
            throw e;
        } catch (IOException e) {
            leftOpen = true; // a connect that times out may have succeeded in the same moment
            throw e;
        }
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(connectTimeout.toMillis()));
            return socket;
        } catch (ConnectException | NoRouteToHostException | UnknownHostException e) {
            closeQuietly(socket);
            throw new NotReachedException(explained(e), e);
        } catch (IOException e) {
            closeQuietly(socket);
            throw new IOException(explained(e), e);
        }
    }

    private String explained(IOException e) {
        return "no connection to " + host + ":" + port + ": " + e.getMessage();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // the descriptor is gone all the same
        }
    }
}
