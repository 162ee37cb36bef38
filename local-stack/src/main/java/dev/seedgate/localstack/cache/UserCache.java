package dev.seedgate.localstack.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder of this user's cache: the system property {@code seedgate.localstack.cache}, else {@code $XDG_CACHE_HOME/seedgate},
 * else {@code ~/.cache/seedgate}. Entries appear whole or not at all, however many JVMs make them at the same time.
 */
public final class UserCache {

    private static final String PROPERTY = "seedgate.localstack.cache";

    private UserCache() {}

    /** Fills a folder that nobody else sees yet. */
    @FunctionalInterface
    public interface Filler {
        void fill(Path folder) throws IOException;
    }

    /** The folder of the entry with this name, which must change with its content; filled now when there is none yet. */
    public static Path entry(String name, Filler filler) {
        Path target = folder().resolve(name);
        if (Files.isDirectory(target)) {
            return target;
        }
        try {
            Files.createDirectories(folder());
            Path draft = Files.createTempDirectory(
                    folder(),
                    name + ".",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            filler.fill(draft);
            publish(draft, target);
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Could not fill %s; make room, or name another folder with -D%s=FOLDER".formatted(target, PROPERTY),
                    e);
        }
    }

    private static void publish(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            Folders.remove(draft);
        }
    }

    private static Path folder() {
        String chosen = System.getProperty(PROPERTY);
        if (chosen != null) {
            return Path.of(chosen).toAbsolutePath();
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path caches = xdg == null || xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return caches.resolve("seedgate").toAbsolutePath();
    }
}
