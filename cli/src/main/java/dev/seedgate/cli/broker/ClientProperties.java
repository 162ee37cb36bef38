package dev.seedgate.cli.broker;

import dev.seedgate.catalog.Suggestion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/**
 * How to log in at a broker: a file of Kafka client properties, the same that Kafka's own tools take as {@code --command-config}. Kafka
 * passes over a key that it does not know, and then comes without TLS or without a login where a key was misspelt; this class does not. What
 * other programs keep in the same file, such as {@code schema.registry.url}, is left to them.
 */
public final class ClientProperties {
    /** Followed by names of the file's own, as in {@code config.providers.vault.class}. */
    private static final String OF_PROVIDERS = "config.providers.";

    private static final List<String> OF_A_LOGIN = List.of("security.", "sasl.", "ssl.");

    private final @Nullable Path file;
    private final Map<String, String> values;

    private ClientProperties(@Nullable Path file, Map<String, String> values) {
        this.file = file;
        this.values = values;
    }

    /** For a broker that wants no login. */
    public static ClientProperties none() {
        return new ClientProperties(null, Map.of());
    }

    /**
     * What a file says. It is read as Kafka's tools read it, in ISO 8859-1.
     *
     * @throws ClientPropertiesException when it cannot be read, or a key is none of a Kafka client's
     */
    public static ClientProperties read(Path file) {
        byte[] text = bytes(file);
        Properties read = new Properties();
        try {
            read.load(new ByteArrayInputStream(text));
        } catch (IOException | IllegalArgumentException e) {
            throw new ClientPropertiesException(file + ": is no properties file: " + e.getMessage());
        }
        Map<String, String> values = new TreeMap<>();
        read.stringPropertyNames().forEach(key -> values.put(key, read.getProperty(key)));
        Set<String> known = known();
        values.keySet()
                .forEach(key -> complaint(key, known).ifPresent(complaint -> {
                    throw new ClientPropertiesException(file + line(key, text) + ": " + complaint);
                }));
        return new ClientProperties(file, values);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new ClientPropertiesException(
                    "There is no file " + file
                            + ", which --command-config, $SEEDGATE_COMMAND_CONFIG or the profile names; make it as docs/CLI.md says");
        } catch (IOException e) {
            throw new ClientPropertiesException(
                    file + ": cannot be read (" + e.getMessage() + "); it must be a file that you may read");
        }
    }

    /** A file may be meant for several tools, producers among them. */
    private static Set<String> known() {
        Set<String> known = new TreeSet<>(ConsumerConfig.configNames());
        known.addAll(AdminClientConfig.configNames());
        known.addAll(ProducerConfig.configNames());
        return known;
    }

    private static Optional<String> complaint(String key, Set<String> known) {
        if (known.contains(key) || key.startsWith(OF_PROVIDERS)) {
            return Optional.empty();
        }
        Optional<String> meant = Suggestion.near(key, known).stream().findFirst();
        boolean ofALogin = OF_A_LOGIN.stream().anyMatch(key::startsWith);
        if (!ofALogin && !isSlip(key, meant)) {
            return Optional.empty();
        }
        return Optional.of(key + " is not a property of Kafka clients"
                + meant.map(word -> "; did you mean " + word + "?").orElse("; mend or remove it"));
    }

    /** Whether it begins as the word does: {@code sasl_mechanism}, but not {@code basic.auth.user}. */
    private static boolean isSlip(String key, Optional<String> meant) {
        return meant.filter(word -> word.regionMatches(true, 0, key, 0, 3)).isPresent();
    }

    /** Where a key stands, as {@code :3}; nothing where it is written in a way of its own. */
    private static String line(String key, byte[] text) {
        Pattern written = Pattern.compile("\\s*" + Pattern.quote(key) + "\\s*([=:\\s].*)?");
        List<String> lines =
                new String(text, StandardCharsets.ISO_8859_1).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (written.matcher(lines.get(i)).matches()) {
                return ":" + (i + 1);
            }
        }
        return "";
    }

    /** The file; null where there is none. */
    @Nullable Path file() {
        return file;
    }

    Map<String, String> values() {
        return values;
    }

    /** The brokers that it names, for whoever has named none. */
    public Optional<String> bootstrapServers() {
        return Optional.ofNullable(values.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG))
                .map(String::strip);
    }

    /** Without the values: passwords are among them. */
    @Override
    public String toString() {
        return file == null ? "no client properties" : file.toString();
    }
}
