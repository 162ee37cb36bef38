package dev.seedgate.localstack;

import dev.seedgate.localstack.cache.Folders;
import dev.seedgate.localstack.process.Reaper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one stack. A marker file in it, locked while the stack runs, keeps two stacks apart and keeps a folder that
 * belongs to somebody else from being used, and so removed.
 */
final class StackFolder implements AutoCloseable {

    private static final String MARKER = ".seedgate-local-stack";

    private final Path path;
    private final boolean keep;
    private final FileChannel marker;

    private StackFolder(Path path, boolean keep, FileChannel marker) {
        this.path = path;
        this.keep = keep;
        this.marker = marker;
    }

    /** @throws IllegalArgumentException when the folder holds other things, or another stack runs in it */
    static StackFolder open(@Nullable Path chosen, boolean keep) {
        try {
            Path path = chosen == null
                    ? Files.createTempDirectory("seedgate-")
                    : Files.createDirectories(chosen.toAbsolutePath().normalize());
            requireOurs(path);
            StackFolder folder = new StackFolder(path, keep, lockedMarker(path));
            if (!keep) {
                Reaper.get().removeAtExit(path);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not prepare the stack's folder " + chosen, e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            marker.close();
            if (!keep) {
                Folders.remove(path);
                Reaper.get().keep(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not remove the stack's folder " + path, e);
        }
    }

    private static void requireOurs(Path path) throws IOException {
        try (Stream<Path> content = Files.list(path)) {
            if (!Files.exists(path.resolve(MARKER)) && content.findAny().isPresent()) {
                throw new IllegalArgumentException(
                        "The stack's folder must be new, empty, or an earlier stack's; %s holds other things: choose another"
                                .formatted(path));
            }
        }
    }

    private static FileChannel lockedMarker(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path.resolve(MARKER), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // another stack of this very JVM holds it: the same answer as for one of another JVM
        }
        channel.close();
        throw new IllegalArgumentException("Another stack runs in " + path + ": close it or choose another folder");
    }
}
