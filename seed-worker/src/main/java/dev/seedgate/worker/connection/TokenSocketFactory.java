package dev.seedgate.worker.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * What the driver asks for sockets, also for those of cancel requests. Public, with a public constructor, because the driver makes
 * it by reflection; nobody else should.
 */
public final class TokenSocketFactory extends SocketFactory {
    private final String tag;

    /**
     * Made by the driver.
     *
     * @param tag what {@link OpenTokens#register} was called with: the driver's property {@code socketFactoryArg}
     */
    public TokenSocketFactory(String tag) {
        this.tag = tag;
    }

    @Override
    public Socket createSocket() throws IOException {
        var token = OpenTokens.find(tag);
        if (token == null) {
            throw new IOException("nothing may be opened under " + tag + " any more");
        }
        return token.sockets().createForDriver();
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
