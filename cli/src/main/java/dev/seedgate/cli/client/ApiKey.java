package dev.seedgate.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the service knows us by: an API key, or a token of its identity provider. It comes from a file or the environment, and never as
 * an argument, where everybody on the machine could read it.
 */
public final class ApiKey {
    /** Has the key itself. */
    public static final String VARIABLE = "SEEDGATE_API_KEY";

    private final String text;

    private ApiKey(String text) {
        this.text = text;
    }

    /**
     * The key in the environment, or null where it has none.
     *
     * @throws IllegalArgumentException when it cannot be one; the message names the variable
     */
    public static @Nullable ApiKey ofEnvironment(Map<String, String> environment) {
        String key = environment.get(VARIABLE);
        return key == null || key.isBlank() ? null : of(VARIABLE, key);
    }

    /**
     * The key in a file.
     *
     * @throws IllegalArgumentException when it cannot be read or has no key; the message names the file
     */
    public static ApiKey ofFile(Path file) {
        try {
            return of(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("The API key cannot be read from " + file + ": " + e, e);
        }
    }

    /** Does not repeat what it does not take: it may be a secret that is only in the wrong place. */
    private static ApiKey of(String where, String text) {
        String key = text.strip();
        if (key.isEmpty() || !key.chars().allMatch(letter -> letter > ' ' && letter < 0x7f)) {
            throw new IllegalArgumentException(
                    where + " must hold one API key or token and nothing else, without blanks and line breaks in it");
        }
        return new ApiKey(key);
    }

    String header() {
        return "Bearer " + text;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "an API key";
    }
}
