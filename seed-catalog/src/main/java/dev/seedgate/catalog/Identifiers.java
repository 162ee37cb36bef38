package dev.seedgate.catalog;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of schemas, tables and columns that a definition may use: what PostgreSQL takes without quotes, in either
 * case. PostgreSQL cuts longer names than {@value #MAX_BYTES} bytes silently, so these are refused here.
 */
final class Identifiers {
    private static final int MAX_BYTES = 63;
    private static final Pattern FORM = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");

    private Identifiers() {}

    /** What is wrong with the name, or nothing. */
    static Optional<String> complaint(String name) {
        if (!FORM.matcher(name).matches()) {
            return Optional.of(
                    "is not a PostgreSQL identifier; start with a letter or _ and use letters, digits, _ and $,"
                            + " got: " + name);
        }
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            return Optional.of("must be at most " + MAX_BYTES + " bytes long (PostgreSQL cuts longer names), got "
                    + bytes + ": " + name);
        }
        return Optional.empty();
    }
}
