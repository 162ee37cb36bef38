package dev.seedgate.worker.support;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/** Lets a running PostgreSQL encrypt, with a certificate of its own making, until it is closed. */
public final class ServerCertificate implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final TestDatabase database;

    private ServerCertificate(TestDatabase database) {
        this.database = database;
    }

    /** Skips the test where there is no openssl. The server writes the files, so that they are its own. */
    public static ServerCertificate install(TestDatabase database) throws SQLException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/openssl")),
                "openssl, which makes a certificate, is not installed");
        database.execute("copy (select 1) to program 'cat >/dev/null; cd \"" + database.query("show data_directory")
                + "\" && umask 077 && openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
                + " -keyout server.key -out server.crt 2>/dev/null'");
        database.execute("alter system set ssl = on");
        reload(database, "on");
        return new ServerCertificate(database);
    }

    @Override
    public void close() throws SQLException {
        database.execute("alter system reset ssl");
        reload(database, "off");
    }

    private static void reload(TestDatabase database, String expected) throws SQLException {
        database.execute("select pg_reload_conf()");
        await().atMost(SOON).until(() -> database.query("show ssl").equals(expected));
    }
}
