package dev.seedgate.protocol;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks of a message's fields, so that a bad message is refused where it is made or read and the error names the field. Every
 * check returns its argument and throws {@link InvalidMessageException} otherwise.
 */
public final class Checks {
    private static final Pattern VERIFIER =
            Pattern.compile("SCRAM-SHA-256\\$[1-9][0-9]{3,6}:[A-Za-z0-9+/]+=*\\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private Checks() {}

    /** A value that JSON may have left out. */
    public static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidMessageException(field, "is missing");
        }
        return value;
    }

    /** Text that is neither empty nor longer than {@code maxLength} characters. */
    public static String text(String field, @Nullable String value, int maxLength) {
        String text = present(field, value);
        if (text.isBlank()) {
            throw new InvalidMessageException(field, "must not be blank");
        }
        if (text.length() > maxLength) {
            throw new InvalidMessageException(
                    field, "must be at most " + maxLength + " characters long, got: " + text.length());
        }
        return text;
    }

    /** A name that may become part of a topic key, a role's name and an {@code application_name}: lower case, digits, dashes. */
    public static String name(String field, @Nullable String value, int maxLength) {
        String name = text(field, value, maxLength);
        if (!NAME.matcher(name).matches()) {
            throw new InvalidMessageException(
                    field,
                    "must be lower-case letters, digits and single dashes, starting with a letter, got: '" + name
                            + "'");
        }
        return name;
    }

    /** A list in which nothing is null. */
    public static <T> List<T> list(String field, @Nullable List<T> values) {
        List<T> present = present(field, values);
        for (int index = 0; index < present.size(); index++) {
            present(field + ".[" + index + "]", present.get(index));
        }
        return List.copyOf(present);
    }

    /** A list of texts, each as {@link #text} would have it. */
    static List<String> texts(String field, @Nullable List<String> values, int maxLength) {
        List<String> present = list(field, values);
        for (int index = 0; index < present.size(); index++) {
            text(field + ".[" + index + "]", present.get(index), maxLength);
        }
        return present;
    }

    /** A map in which nothing is null; sorted, so that the same map is always the same JSON. */
    public static <T> SortedMap<String, T> map(String field, @Nullable Map<String, T> values) {
        SortedMap<String, T> sorted = new TreeMap<>(present(field, values));
        sorted.forEach((key, value) -> present(field + "." + key, value));
        return Collections.unmodifiableSortedMap(sorted);
    }

    /**
     * A SCRAM verifier as PostgreSQL stores it (RFC 5803), where there is one. It becomes part of a statement's text, so nothing else is
     * let through.
     */
    public static @Nullable String optionalVerifier(String field, @Nullable String value) {
        if (value != null && !VERIFIER.matcher(value).matches()) {
            throw new InvalidMessageException(
                    field, "must be SCRAM-SHA-256$<iterations>:<salt>$<stored key>:<server key>, got something else");
        }
        return value;
    }

    public static int between(String field, int min, int max, int value) {
        if (value < min || value > max) {
            throw new InvalidMessageException(field, "must be between " + min + " and " + max + ", got: " + value);
        }
        return value;
    }

    public static Duration positive(String field, @Nullable Duration value) {
        Duration duration = present(field, value);
        if (duration.isZero() || duration.isNegative()) {
            throw new InvalidMessageException(field, "must be positive, got: " + duration);
        }
        return duration;
    }
}
