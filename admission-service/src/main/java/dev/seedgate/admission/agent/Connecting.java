package dev.seedgate.admission.agent;

import dev.seedgate.admission.config.ServerLogin;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/** How an agent connects. All connections have autocommit. */
final class Connecting {
    private static final int CONNECT_TIMEOUT_SECONDS = 2;

    private Connecting() {}

    /**
     * Opens a connection.
     *
     * @param applicationName wins over one in the URL
     * @param answerTimeout how long the server may be silent
     * @param options of the session, behind those of the URL
     */
    static Connection open(ServerLogin login, String applicationName, Duration answerTimeout, String options)
            throws SQLException {
        return source(login, applicationName, answerTimeout, options).getConnection();
    }

    /** The same; its {@code close} waits until the server's process is gone. */
    static Connection openForAMoment(ServerLogin login, String applicationName, Duration answerTimeout, String options)
            throws SQLException {
        PGSimpleDataSource source = source(login, applicationName, answerTimeout, options);
        source.setSocketFactory(WaitingSocketFactory.class.getName());
        return source.getConnection();
    }

    private static PGSimpleDataSource source(
            ServerLogin login, String applicationName, Duration answerTimeout, String options) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(login.url());
        source.setUser(login.username());
        login.password().ifPresent(source::setPassword);
        source.setApplicationName(applicationName);
        source.setConnectTimeout(CONNECT_TIMEOUT_SECONDS);
        source.setSocketTimeout((int) answerTimeout.toSeconds());
        source.setTcpKeepAlive(true);
        source.setOptions(Stream.of(Optional.ofNullable(source.getOptions()), Optional.of(options))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" ")));
        return source;
    }
}
