package dev.seedgate.worker.config;

import dev.seedgate.catalog.Catalog;
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
    static Catalog catalog(WorkerSettings settings) {
        return Catalog.load(settings.catalog());
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
