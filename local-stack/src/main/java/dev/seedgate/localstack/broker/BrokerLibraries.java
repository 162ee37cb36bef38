package dev.seedgate.localstack.broker;

import dev.seedgate.localstack.cache.UserCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the jars that the module {@code local-stack/broker} gathers and keeps a copy of them in the user's cache: the JVM accepts
 * its archive of loaded classes only with the very files that it was made from, and a rebuild must not pull the jars from under
 * a running broker.
 */
final class BrokerLibraries {

    private static final String PROPERTY = "seedgate.localstack.brokerLib";
    private static final Path IN_TREE = Path.of("local-stack", "broker", "target", "lib");

    private BrokerLibraries() {}

    /** The cache's folder, which holds the jars and nothing else but archives. */
    static Path installed() {
        List<Path> jars = jars(gathered(System.getProperty(PROPERTY)));
        return UserCache.entry("kafka-" + fingerprint(jars), folder -> {
            for (Path jar : jars) {
                Files.copy(jar, folder.resolve(jar.getFileName()));
            }
        });
    }

    /** In a fixed order, which the archive of loaded classes depends on. */
    static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not list the broker's jars in " + folder, e);
        }
    }

    /** Where the module put them: in the folder that was chosen, or in this source tree. */
    static Path gathered(@Nullable String chosen) {
        Path folder = chosen == null ? inTreeOf(ownLocation()) : Path.of(chosen).toAbsolutePath();
        if (folder == null || !Files.isDirectory(folder) || jars(folder).isEmpty()) {
            throw new IllegalStateException(
                    "The broker's jars are not in %s. Gather them with './mvnw -pl local-stack/broker process-classes' or name their folder with -D%s=FOLDER."
                            .formatted(folder == null ? IN_TREE + " of this source tree" : folder, PROPERTY));
        }
        return folder;
    }

    /** The class folder or the jar lies somewhere below the root of the source tree. */
    private static @Nullable Path inTreeOf(Path location) {
        for (Path folder = location; folder != null; folder = folder.getParent()) {
            Path candidate = folder.resolve(IN_TREE);
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    private static Path ownLocation() {
        CodeSource source = BrokerLibraries.class.getProtectionDomain().getCodeSource();
        try {
            return source == null
                    ? Path.of("").toAbsolutePath()
                    : Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Not the address of a file: " + source.getLocation(), e);
        }
    }

    /** A released jar never changes under its name; of our own snapshot the content counts. */
    private static String fingerprint(List<Path> jars) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path jar : jars) {
                digest.update((jar.getFileName() + " " + Files.size(jar) + "\n").getBytes(StandardCharsets.UTF_8));
                if (jar.toString().contains("SNAPSHOT")) {
                    digest.update(Files.readAllBytes(jar));
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the broker's jars", e);
        }
    }
}
