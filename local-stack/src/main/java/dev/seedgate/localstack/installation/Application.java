package dev.seedgate.localstack.installation;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/** A service that the source tree builds: where its program lies, and how much memory it is given. */
enum Application {
    ADMISSION("admission-service", 256),
    WORKER("seed-worker", 192);

    private static final Path RUNNER = Path.of("target", "quarkus-app", "quarkus-run.jar");

    private final String module;
    private final int heapMegabytes;

    Application(String module, int heapMegabytes) {
        this.module = module;
        this.heapMegabytes = heapMegabytes;
    }

    String module() {
        return module;
    }

    String heapOption() {
        return "-Xmx" + heapMegabytes + "m";
    }

    /**
     * The jar to start: what the system property {@code seedgate.installation.<module>} names, else the one that was built in the
     * source tree to which this code belongs.
     *
     * @throws IllegalStateException when it is not there, with what to do
     */
    Path runner() {
        String property = "seedgate.installation." + module;
        String chosen = System.getProperty(property);
        Path jar = chosen == null ? inSourceTree() : Path.of(chosen).toAbsolutePath();
        if (jar == null || !Files.isRegularFile(jar)) {
            throw new IllegalStateException(
                    "%s is not built: there is no %s. Build it with './mvnw -DskipTests package', or name its quarkus-run.jar with -D%s=FILE."
                            .formatted(module, jar == null ? Path.of(module).resolve(RUNNER) : jar, property));
        }
        return jar;
    }

    /** The class folder or the jar that this class came from lies somewhere below the root of the source tree. */
    private @Nullable Path inSourceTree() {
        for (Path folder = ownLocation(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(module).resolve("pom.xml"))) {
                return folder.resolve(module).resolve(RUNNER);
            }
        }
        return null;
    }

    private static Path ownLocation() {
        CodeSource source = Application.class.getProtectionDomain().getCodeSource();
        try {
            return source == null
                    ? Path.of("").toAbsolutePath()
                    : Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Not the address of a file: " + source.getLocation(), e);
        }
    }
}
