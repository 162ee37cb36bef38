package dev.seedgate.verification.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The wall clock of one process, which can be made to jump; its monotonic clock goes on. Needs libfaketime in a version that a JVM
 * stands (Debian's package {@code libfaketime}).
 */
public final class FakeClock {
    /** Names the library where it is at none of the usual places. */
    public static final String PROPERTY = "chaos.libfaketime";

    private static final List<String> USUAL = List.of(
            "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
            "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
            "/usr/lib64/faketime/libfaketimeMT.so.1",
            "/usr/lib/faketime/libfaketimeMT.so.1");

    private final Path library;
    private final Path file;

    private FakeClock(Path library, Path file) {
        this.library = library;
        this.file = file;
    }

    /**
     * A clock that is right, for now.
     *
     * @param file says how wrong the clock is; written here
     * @return nothing where the library is not installed
     */
    public static Optional<FakeClock> in(Path file) {
        return library().map(found -> {
            FakeClock clock = new FakeClock(found, file);
            clock.set(Duration.ZERO);
            return clock;
        });
    }

    /** False where the library is not installed. */
    public static boolean isPossible() {
        return library().isPresent();
    }

    private static Optional<Path> library() {
        return Stream.concat(Stream.ofNullable(System.getProperty(PROPERTY)), USUAL.stream())
                .map(Path::of)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** For the process whose clock it is to be. With the "monotonic fix" the timed waits of a JVM end at once, and it spins. */
    public Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    /** The clock is that much ahead, or behind, from within a second on. */
    public void set(Duration offset) {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(next, "%+d%n".formatted(offset.toSeconds()));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + file, e);
        }
    }
}
