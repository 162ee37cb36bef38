package dev.seedgate.verification.page;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The browser of this machine. None is brought along: a build that has none skips the tests of the page, and says so. */
final class Chromium {
    private static final String PROPERTY = "seedgate.chromium";
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private Chromium() {}

    /** What is said where there is none. */
    static String missing() {
        return "The page is not tested: there is none of " + String.join(", ", NAMES)
                + " on PATH. Install Debian's 'chromium', or name a Chromium with -D" + PROPERTY + "=FILE.";
    }

    /** The program, as it is named or found on PATH. */
    static Optional<Path> executable() {
        String named = System.getProperty(PROPERTY);
        Stream<Path> candidates = named != null ? Stream.of(Path.of(named)) : onPath();
        return candidates.filter(Files::isExecutable).findFirst();
    }

    private static Stream<Path> onPath() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        List<String> folders = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(path)
                .filter(folder -> !folder.isEmpty())
                .toList();
        return NAMES.stream().flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)));
    }
}
