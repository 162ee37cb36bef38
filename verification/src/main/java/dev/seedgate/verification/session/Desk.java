package dev.seedgate.verification.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The home of the person who types: a catalog (the example's, and a seed with rows that are put aside), a configuration file, and the
 * variables that are set.
 */
final class Desk {
    private static final List<String> FILES =
            List.of("catalog/tyres.yaml", "catalog/feeds/tyres.csv", ".config/seedgate/config.yaml");

    private static final Pattern EXPORTED = Pattern.compile("([A-Z_]+)=(\\S+)");

    private final Path root;
    private final Path home;
    private final Map<String, String> environment = new HashMap<>();

    private Desk(Path root, Path home) {
        this.root = root;
        this.home = home;
    }

    /** In a folder that is emptied first. */
    static Desk tidy(Path root, Path home) throws IOException {
        Desk desk = new Desk(root, home);
        if (Files.exists(home)) {
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file :
                        files.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.delete(file);
                }
            }
        }
        copy(root.resolve("seeds/catalog"), home.resolve("catalog"));
        for (String file : FILES) {
            Path target = home.resolve(file);
            Files.createDirectories(target.getParent());
            try (InputStream content = Desk.class.getResourceAsStream(file.replaceFirst("^\\.", ""))) {
                if (content == null) {
                    throw new IllegalStateException("There is no resource " + file);
                }
                Files.copy(content, target);
            }
        }
        desk.environment.put("HOME", home.toString());
        desk.environment.put("PATH", root + ":" + System.getenv("PATH"));
        desk.environment.put("XDG_CACHE_HOME", cache());
        desk.environment.put("TERM", "xterm");
        desk.environment.put("NO_COLOR", "1");
        return desk;
    }

    private static String cache() {
        String named = System.getenv("XDG_CACHE_HOME");
        return named == null || named.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache").toString()
                : named;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    Terminal type(String command) throws IOException {
        return Terminal.type(command, home, environment);
    }

    /** Sets the variables that a text says to export. */
    void export(String said) {
        said.lines().filter(line -> line.strip().startsWith("export ")).forEach(line -> {
            Matcher variable = EXPORTED.matcher(line);
            while (variable.find()) {
                environment.put(variable.group(1), variable.group(2));
            }
        });
    }

    /** The text with the names of this machine's folders taken out. */
    String withoutPlaces(String said) {
        return said.replace(home.toString(), "~").replace(root.toString(), "~/seedgate");
    }
}
