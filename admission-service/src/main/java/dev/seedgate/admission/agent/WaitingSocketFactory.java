package dev.seedgate.admission.agent;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Makes sockets whose {@code close} waits, for a bounded time, until the server has closed its side. A PostgreSQL backend leaves its
 * socket open until its process dies (see {@code socket_close} in PostgreSQL's {@code pqcomm.c}), so its slot is free then. Public,
 * with a public constructor, because the driver makes it by its name; nobody else should.
 */
public final class WaitingSocketFactory extends SocketFactory {
    private static final int CLOSE_TIMEOUT_MILLIS = 2_000;

    @Override
    public Socket createSocket() {
        return new WaitingSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw unused();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw unused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw unused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        throw unused();
    }

    private static IOException unused() {
        return new IOException("the driver connects its sockets itself");
    }

    private static final class WaitingSocket extends Socket {
        @Override
        public synchronized void close() throws IOException {
            if (isConnected() && !isClosed()) {
                readToEnd();
            }
            super.close();
        }

        private void readToEnd() {
            byte[] scrap = new byte[1024];
            try {
                shutdownOutput();
                setSoTimeout(CLOSE_TIMEOUT_MILLIS);
                InputStream in = getInputStream();
                int read;
                do {
                    read = in.read(scrap);
                } while (read >= 0);
            } catch (IOException e) {
                // reset or timed out: whether the backend is gone, the next look shows
            }
        }
    }
}
