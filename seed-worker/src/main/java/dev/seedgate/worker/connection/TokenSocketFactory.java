package dev.seedgate.worker.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;

/**
 * What the driver asks for sockets. The driver makes its own instance by class name and hands it one text, so the way to the
 * token's sockets is a map by that text. Public, with a public constructor, because the driver calls it by reflection; nobody
 * else should.
 */
public final class TokenSocketFactory extends SocketFactory {
    private static final Map<String, TokenSockets> BY_TAG = new ConcurrentHashMap<>();

    private final String tag;

    /**
     * Made by the driver.
     *
     * @param tag what {@link #register} was called with: the driver's property {@code socketFactoryArg}
     */
    public TokenSocketFactory(String tag) {
        this.tag = tag;
    }

    static void register(String tag, TokenSockets sockets) {
        if (BY_TAG.putIfAbsent(tag, sockets) != null) {
            throw new IllegalStateException("connections tagged " + tag + " are already open in this process");
        }
    }

    static void unregister(String tag) {
        BY_TAG.remove(tag);
    }

    @Override
    public Socket createSocket() throws IOException {
        TokenSockets sockets = BY_TAG.get(tag);
        if (sockets == null) {
            throw new IOException("nothing may be opened under " + tag + " any more");
        }
        return sockets.create();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw onlyUnconnected();
    }

    private static IOException onlyUnconnected() {
        return new IOException("the PostgreSQL driver makes unconnected sockets only");
    }
}
