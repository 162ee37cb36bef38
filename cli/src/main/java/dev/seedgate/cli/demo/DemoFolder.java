package dev.seedgate.cli.demo;

import dev.seedgate.cli.CommandFailedException;
import dev.seedgate.cli.ExitCode;
import dev.seedgate.localstack.process.Reaper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a demo keeps its data. Goes when the demo ends, however it ends, unless people asked to keep it. */
record DemoFolder(Path path) {

    /** A new temporary folder, or the one that people chose. */
    static DemoFolder create(@Nullable Path keep) {
        try {
            if (keep == null) {
                Path folder = Files.createTempDirectory("seedgate-demo-");
                Reaper.get().removeAtExit(folder);
                return new DemoFolder(folder);
            }
            Path folder = Files.createDirectories(keep.toAbsolutePath());
            requireEmpty(folder);
            return new DemoFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not make a folder for the demo's data", e);
        }
    }

    /** Lets it outlive the demo after all. */
    void keep() {
        Reaper.get().keep(path);
    }

    Path catalog() {
        return path.resolve("catalog");
    }

    Path stack() {
        return path.resolve("stack");
    }

    private static void requireEmpty(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw new CommandFailedException(
                        ExitCode.USAGE, "--keep needs a new or an empty folder; there is something in " + folder + ".");
            }
        }
    }
}
