package dev.seedgate.localstack.installation;

import dev.seedgate.localstack.workload.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The services' configuration as the file {@code config/application.properties} in a process's folder, where Quarkus looks for
 * it. A file and not the command line, because passwords are in it.
 */
final class ServiceProperties {
    private static final String OURS = "seedgate.";
    private static final String OF_WORKERS = "seedgate.worker.";
    private static final Set<String> OF_BOTH = Set.of("seedgate.installation", "seedgate.topic-prefix");

    private final Properties properties = new Properties();

    private ServiceProperties() {}

    static ServiceProperties ofAdmission(InstallationConfig config, String bootstrapServers, int port) {
        ServiceProperties all = common(config, bootstrapServers, port);
        all.set("seedgate.group-session-timeout", "PT3S"); // half of what a broker allows that is not ours
        String cluster = "seedgate.clusters." + config.cluster() + ".";
        all.login(cluster + "agent.", config.agent());
        config.databases().forEach((name, login) -> {
            all.set(cluster + "databases." + name + ".description", name);
            all.login(cluster + "databases." + name + ".", login);
        });
        all.set(cluster + "headroom", Integer.toString(config.headroom()));
        for (int i = 0; i < config.classes().size(); i++) {
            ConsumerClass consumer = config.classes().get(i);
            String entry = cluster + "classes[" + i + "].";
            all.set(entry + "name", consumer.name());
            all.set(entry + "reservation", Integer.toString(consumer.reservation()));
            all.set(entry + "application-name", consumer.applicationName());
        }
        return all.with(config.properties(), property -> !property.startsWith(OF_WORKERS));
    }

    static ServiceProperties ofWorker(InstallationConfig config, String bootstrapServers, int port, String name) {
        ServiceProperties all = common(config, bootstrapServers, port);
        all.set("seedgate.worker.name", name);
        config.databases()
                .forEach((database, login) ->
                        all.login("seedgate.clusters." + config.cluster() + ".databases." + database + ".", login));
        return all.with(
                config.properties(),
                property ->
                        !property.startsWith(OURS) || property.startsWith(OF_WORKERS) || OF_BOTH.contains(property));
    }

    /** The same with these set, or set to something else. */
    ServiceProperties replacing(Map<String, String> more) {
        more.forEach(this::set);
        return this;
    }

    /** Puts the file into the folder of a process; only its owner may read it. */
    void writeTo(Path folder) {
        Path file = folder.resolve("config").resolve("application.properties");
        try {
            Files.createDirectories(folder.resolve("config"));
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (Writer writer = Files.newBufferedWriter(file)) {
                properties.store(writer, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + file, e);
        }
    }

    private static ServiceProperties common(InstallationConfig config, String bootstrapServers, int port) {
        ServiceProperties all = new ServiceProperties();
        all.set("kafka.bootstrap.servers", bootstrapServers);
        all.set("quarkus.http.host", "127.0.0.1");
        all.set("quarkus.http.port", Integer.toString(port));
        all.set("seedgate.catalog", config.catalog().toAbsolutePath().toString());
        return all;
    }

    private void login(String prefix, Login login) {
        set(prefix + "url", login.url());
        set(prefix + "username", login.user());
        set(prefix + "password", login.password());
    }

    /** Each service refuses to start with a property of ours that it does not know. */
    private ServiceProperties with(Map<String, String> more, Predicate<String> known) {
        more.forEach((name, value) -> {
            if (known.test(name)) {
                set(name, value);
            }
        });
        return this;
    }

    /** A dollar sign with a brace would begin an expression. */
    private void set(String name, String value) {
        properties.setProperty(name, value.replace("${", "\\${"));
    }
}
