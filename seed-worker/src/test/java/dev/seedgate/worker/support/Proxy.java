package dev.seedgate.worker.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a client and a PostgreSQL on this host, as a plain proxy or, when it holds the server's connections, as a pooler. */
public final class Proxy implements AutoCloseable {
    /** PostgreSQL's message Terminate. */
    private static final byte[] GOODBYE = {'X', 0, 0, 0, 4};

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final Set<Socket> backends = ConcurrentHashMap.newKeySet();
    private volatile boolean holdsBackends;

    private Proxy(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    public static Proxy to(int port) throws IOException {
        var proxy = new Proxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
        Thread.ofVirtual().name("proxy").start(proxy::accept);
        return proxy;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** From now on the end of a client's connection does not end the server's, and its goodbye goes no further. */
    public void holdBackends() {
        holdsBackends = true;
    }

    /** Ends all clients' connections; the server's stay when they are held. */
    public void cutClients() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cutClients();
        for (Socket backend : backends) {
            backend.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                var backend = new Socket(InetAddress.getLoopbackAddress(), target);
                clients.add(client);
                backends.add(backend);
                Thread.ofVirtual().start(() -> pump(client, backend));
                Thread.ofVirtual().start(() -> pump(backend, client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (!holdsBackends || !Arrays.equals(buffer, 0, count, GOODBYE, 0, GOODBYE.length)) {
                    out.write(buffer, 0, count);
                }
            }
        } catch (IOException e) {
            // one of the two is gone
        }
        end(from);
        end(to);
    }

    private void end(Socket socket) {
        if (backends.contains(socket) && holdsBackends) {
            return;
        }
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone all the same
        }
    }
}
