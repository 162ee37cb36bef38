package dev.seedgate.worker.connection;

import dev.seedgate.exec.door.Encryption;
import dev.seedgate.exec.gate.Gate;
import dev.seedgate.exec.gate.GateSettings;
import dev.seedgate.exec.gate.GateSettings.Account;
import dev.seedgate.exec.gate.GateSettings.Patience;
import dev.seedgate.exec.gate.Passwords;
import dev.seedgate.exec.gate.ServerDoor;
import dev.seedgate.worker.config.DatabaseSettings;
import dev.seedgate.worker.config.WorkerTiming;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.util.HostSpec;

/**
 * The way of a foreign command's sessions to the server. Its sockets are the token's, counted and proven like those of the pool.
 *
 * @param size how many the command was told that it may have
 * @param driver what the driver was told of the server
 */
record TokenGate(
        TokenSockets sockets, int size, HostSpec server, Properties driver, WorkerTiming timing, Encryption encryption)
        implements ServerDoor {

    static Gate open(TokenAccess access, WorkerTiming timing, TokenSockets sockets, HostSpec server, Patience patience)
            throws IOException, SQLException {
        DatabaseSettings database = access.credentials();
        Properties driver = Driver.parseURL(database.url(), new Properties());
        if (driver == null) {
            throw new RefusedException("the driver does not know what to do with " + database, null);
        }
        int size = Math.min(access.worth().kept(), access.worth().granted()); // of these none is asked back
        var settings = new GateSettings(
                size,
                access.tag().applicationName(),
                new Account(database.username(), database.password()),
                String.valueOf(PGProperty.PG_DBNAME.getOrDefault(driver)),
                Passwords.random(),
                patience,
                timing.closeTimeout(),
                access.held());
        return Gate.open(settings, new TokenGate(sockets, size, server, driver, timing, Encryption.of(driver, server)));
    }

    @Override
    public Link connect() throws IOException {
        if (!sockets.awaitRoom(size)) {
            throw new IOException("a lost connection's session may still be there, so no other is opened in its place");
        }
        TokenSocket socket = connected(sockets.create());
        try {
            return new Link(encryption.over(socket), socket, socket::abort);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** As the driver does it: without encryption. */
    @Override
    public Link connectToCancel() throws IOException {
        TokenSocket socket = connected(sockets.create());
        return new Link(socket, socket, socket::abort);
    }

    private TokenSocket connected(TokenSocket socket) throws IOException {
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            var address = new InetSocketAddress(InetAddress.getAllByName(server.getHost())[0], server.getPort());
            socket.connect(address, Math.toIntExact(timing.acquisitionTimeout().toMillis()));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw new IOException(server + ": " + e.getMessage(), e);
        }
    }
}
