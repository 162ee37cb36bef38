package dev.seedgate.protocol.password;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the configuration has a password from. It may come from the environment, from a mounted secret, or from a file that not
 * everybody may read; and not from the command line, which every process of the machine can read, nor from a file that everybody can.
 */
public final class PasswordSource {
    /** What SmallRye Config calls system properties. */
    private static final String COMMAND_LINE = "SysPropConfigSource";

    private static final Pattern CONFIGURATION_FILE =
            Pattern.compile("(?:Properties|Yaml)ConfigSource\\[source=(file:[^]]*)]");
    private static final String EXPRESSION = "${";

    private PasswordSource() {}

    /**
     * What is wrong with it.
     *
     * @param property its full name
     * @param raw as it stands there, with expressions that are not replaced yet
     * @param source its name, as SmallRye Config says it
     * @return what to do, without the password; empty where all is well
     */
    public static Optional<String> problem(String property, @Nullable String raw, @Nullable String source) {
        if (raw == null || source == null || (raw.contains(EXPRESSION) && !raw.contains("\\" + EXPRESSION))) {
            return Optional.empty();
        }
        if (source.equals(COMMAND_LINE)) {
            return Optional.of(property
                    + " is on the command line, where every process of this machine can read it; set it in the environment, or in a"
                    + " file that only this service may read");
        }
        Matcher file = CONFIGURATION_FILE.matcher(source);
        return file.matches() && everybodyReads(Path.of(URI.create(file.group(1))))
                ? Optional.of(property + " stands in " + Path.of(URI.create(file.group(1)))
                        + ", which everybody on this machine may read; write ${NAME} there and set NAME in the environment, or"
                        + " take the others' right to read (chmod o-r)")
                : Optional.empty();
    }

    private static boolean everybodyReads(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (UnsupportedOperationException e) {
            return false; // no such rights here
        } catch (FileSystemException e) {
            return false; // gone since it was read
        } catch (IOException e) {
            throw new IllegalStateException("cannot tell who may read " + file, e);
        }
    }
}
