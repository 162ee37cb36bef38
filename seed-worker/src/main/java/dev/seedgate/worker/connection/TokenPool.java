package dev.seedgate.worker.connection;

import dev.seedgate.worker.config.DatabaseSettings;
import dev.seedgate.worker.config.WorkerTiming;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.PGProperty;

/** Makes a token's pool: how many connections, and what the driver is told. */
final class TokenPool {
    /** Makes the driver send the tag in its first message: without it a session is nameless until a later {@code SET}. */
    private static final String SERVER_VERSION_AT_LEAST = "10";
    /** Statements go as they are, several in one text; prepared statements are still prepared. */
    private static final String QUERY_MODE = "extendedForPrepared";

    private static final Duration CANCEL_TIMEOUT = Duration.ofSeconds(1);

    private TokenPool() {}

    static AgroalDataSource open(TokenAccess access, WorkerTiming timing) throws SQLException {
        int size = access.worth().kept();
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled(false)
                .connectionPoolConfiguration(pool -> pool.initialSize(size)
                        .minSize(0) // what the server ended is opened anew only when somebody asks for it
                        .maxSize(size)
                        .exceptionSorter(LostSession::isCauseOf) // what lost its session is replaced, not lent again
                        .acquisitionTimeout(patience(access.login(), timing))
                        .connectionFactoryConfiguration(factory -> configure(factory, access, timing))));
    }

    private static Duration patience(Login login, WorkerTiming timing) {
        return switch (login) {
            case Login.AsConfigured configured -> timing.acquisitionTimeout();
            case Login.AsTokenRole role ->
                timing.acquisitionTimeout().plusNanos(Math.max(0, role.until() - System.nanoTime()));
        };
    }

    private static AgroalConnectionFactoryConfigurationSupplier configure(
            AgroalConnectionFactoryConfigurationSupplier factory, TokenAccess access, WorkerTiming timing) {
        DatabaseSettings database = access.credentials();
        String tag = access.tag().applicationName();
        factory.connectionProviderClass(TokenDriver.class)
                .jdbcUrl(database.url())
                .principal(new NamePrincipal(database.username()))
                .credential(new SimplePassword(database.password()));
        property(factory, PGProperty.APPLICATION_NAME, tag);
        property(factory, PGProperty.SOCKET_FACTORY, TokenSocketFactory.class.getName());
        property(factory, PGProperty.SOCKET_FACTORY_ARG, tag);
        property(factory, PGProperty.ASSUME_MIN_SERVER_VERSION, SERVER_VERSION_AT_LEAST);
        property(factory, PGProperty.PREFER_QUERY_MODE, QUERY_MODE);
        property(factory, PGProperty.CONNECT_TIMEOUT, seconds(timing.acquisitionTimeout()));
        property(factory, PGProperty.CANCEL_SIGNAL_TIMEOUT, seconds(CANCEL_TIMEOUT));
        property(factory, PGProperty.TCP_KEEP_ALIVE, "true");
        return factory;
    }

    private static void property(
            AgroalConnectionFactoryConfigurationSupplier factory, PGProperty property, String value) {
        factory.jdbcProperty(property.getName(), value);
    }

    private static String seconds(Duration duration) {
        return Long.toString(Math.max(1, duration.toSeconds()));
    }
}
