package dev.seedgate.worker.config;

import dev.seedgate.catalog.LiveCatalog;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/** Makes the settings and the catalog once, when the process starts. */
@Singleton
final class SettingsProducer {
    @Produces
    @Singleton
    static WorkerSettings settings(WorkerConfig config) {
        return WorkerSettings.of(config, hostName(), UUID.randomUUID().toString());
    }

    @Produces
    @Singleton
    static LiveCatalog catalog(WorkerSettings settings) {
        return LiveCatalog.follow(settings.catalog(), new CatalogLog());
    }

    static void stop(@Disposes LiveCatalog catalog) {
        catalog.close();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(
                    "this host's name cannot be resolved, so seedgate.worker.name must be set", e);
        }
    }
}
