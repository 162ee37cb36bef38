package dev.seedgate.admission.config;

import dev.seedgate.protocol.password.PasswordSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/** Refuses to start with a password where everybody could read it. */
@Singleton
final class PasswordsAtStart {
    private static final int FIRST = 1;

    void check(@Observes @Priority(FIRST) StartupEvent start, Config config, SeedgateConfig seedgate) {
        seedgate.clusters().forEach((name, cluster) -> {
            var unusedAgent = ServerLogin.ofAgent(name, cluster);
            var unusedOthers = ServerLogin.ofDatabases(name, cluster);
        });
        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith("seedgate.") && name.endsWith(".password"))
                .map(config::getConfigValue)
                .map(PasswordsAtStart::problem)
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(problem -> {
                    throw new IllegalStateException(problem);
                });
    }

    private static Optional<String> problem(ConfigValue value) {
        return PasswordSource.problem(value.getName(), value.getRawValue(), value.getSourceName());
    }
}
