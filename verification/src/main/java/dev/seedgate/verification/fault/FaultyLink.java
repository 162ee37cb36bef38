package dev.seedgate.verification.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy on the loopback interface that stands between one client and one server, and that can be cut, frozen and slowed
 * down. In between it is honest: an end of one side reaches the other only after all that was sent before it, so that a
 * synchronous close through it still proves what it should.
 */
public final class FaultyLink implements AutoCloseable {
    private static final int CONNECT_MILLIS = 2_000;

    private final int targetPort;
    private final ServerSocket listener;
    private final Valve valve = new Valve();
    private final Set<LinkedPair> pairs = ConcurrentHashMap.newKeySet();

    private FaultyLink(int targetPort, ServerSocket listener) {
        this.targetPort = targetPort;
        this.listener = listener;
    }

    /**
     * Begins to listen on a free port.
     *
     * @param targetPort of the server, on the loopback interface; it need not be there yet
     */
    public static FaultyLink to(int targetPort) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        FaultyLink link = new FaultyLink(targetPort, listener);
        Thread.ofPlatform()
                .daemon()
                .name("link-" + link.port() + "-to-" + targetPort)
                .start(link::accept);
        return link;
    }

    /** Where the client connects. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Resets every connection and every new one, as a firewall does that rejects. */
    public void cut() {
        valve.cut();
        pairs.forEach(LinkedPair::reset);
    }

    /**
     * Lets nothing through any more and tells nobody, as a cable does that is pulled out: connections stay open on both sides, new
     * ones are taken and come to nothing. What was under way arrives when the link is {@linkplain #restore restored}.
     */
    public void freeze() {
        valve.freeze();
    }

    /** Everything that is sent from now on arrives that much later, in both directions. */
    public void slowDown(Duration delay) {
        valve.slowDown(delay);
    }

    /** The link is whole again. */
    public void restore() {
        valve.open();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (valve.isCut()) {
                    LinkedPair.reset(client);
                } else {
                    Thread.startVirtualThread(() -> serve(client));
                }
            } catch (IOException e) {
                // Closed, or a client that left before it was taken.
            }
        }
    }

    private void serve(Socket client) {
        Socket server = new Socket();
        LinkedPair pair = new LinkedPair(client, server, valve);
        pairs.add(pair);
        try {
            valve.pass();
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort), CONNECT_MILLIS);
            pair.pump();
        } catch (IOException e) {
            pair.reset();
        } finally {
            pairs.remove(pair);
        }
    }

    @Override
    public void close() {
        cut();
        try {
            listener.close();
        } catch (IOException e) {
            throw new IllegalStateException("The link's port could not be closed", e);
        }
    }
}
