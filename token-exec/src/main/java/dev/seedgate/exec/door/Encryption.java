package dev.seedgate.exec.door;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Properties;
import javax.net.ssl.SSLSocket;
import org.postgresql.core.SocketFactoryFactory;
import org.postgresql.jdbc.SslMode;
import org.postgresql.ssl.PGjdbcHostnameVerifier;
import org.postgresql.util.HostSpec;

/**
 * Encrypts a gate's connections to the server as the driver encrypts the pool's, by the same settings: {@code sslmode},
 * {@code sslrootcert} and the rest.
 *
 * @param driver what the driver was told of the server
 */
public record Encryption(SslMode mode, Properties driver, HostSpec server) {
    private static final int SSL_REQUEST = 80_877_103;
    private static final int REQUEST_BYTES = 2 * Integer.BYTES;

    /**
     * As those settings want it.
     *
     * @throws SQLException when they contradict themselves; the message is for a person
     */
    public static Encryption of(Properties driver, HostSpec server) throws SQLException {
        return new Encryption(SslMode.of(driver), driver, server);
    }

    /**
     * Encrypts a connected socket.
     *
     * @return the socket itself where there is to be no encryption, or the server has none and it need not be
     * @throws IOException when the server does not encrypt as it must; the message is for a person
     */
    public Socket over(Socket socket) throws IOException {
        if (mode == SslMode.DISABLE || mode == SslMode.ALLOW) {
            return socket;
        }
        socket.getOutputStream()
                .write(ByteBuffer.allocate(REQUEST_BYTES)
                        .putInt(REQUEST_BYTES)
                        .putInt(SSL_REQUEST)
                        .array());
        int answer = socket.getInputStream().read();
        if (answer == 'S') {
            return encrypted(socket);
        }
        if (mode.requireEncryption()) {
            throw new IOException(server + " does not encrypt, which sslmode=" + mode.value + " asks for");
        }
        if (answer != 'N') {
            throw new IOException(server + " closed the connection");
        }
        return socket;
    }

    private SSLSocket encrypted(Socket socket) throws IOException {
        try {
            var encrypted = (SSLSocket) SocketFactoryFactory.getSslSocketFactory(driver)
                    .createSocket(socket, server.getHost(), server.getPort(), true);
            encrypted.setUseClientMode(true);
            encrypted.startHandshake();
            if (mode.verifyPeerName()
                    && !PGjdbcHostnameVerifier.INSTANCE.verify(server.getHost(), encrypted.getSession())) {
                throw new IOException("the certificate of " + server + " is another host's");
            }
            return encrypted;
        } catch (SQLException e) {
            throw new IOException("the encryption to " + server + " is not set up right: " + e.getMessage(), e);
        }
    }
}
