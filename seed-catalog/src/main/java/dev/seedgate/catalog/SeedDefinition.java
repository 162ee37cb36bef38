package dev.seedgate.catalog;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one seed does and what it needs for that.
 *
 * @param name the definition's file name without {@code .yaml}: lower-case letters, digits, {@code -}, {@code _}
 * @param version 12 hexadecimal digits that change with any byte of the definition or of a file it refers to
 * @param definitionVersion the same of the definition and its SQL alone: it says what is done, whatever the feeds hold
 * @param description for people; empty when none was given
 * @param needs connections, and a worker
 * @param timeout how long one run may take; positive
 * @param concurrencyKey of requests with the same key in one database never more than one runs; null where it may run beside itself
 * @param skipUnchanged whether a run does nothing where nothing has changed since the last success; never with commands
 * @param parameters by name, in the order in which they were written
 * @param steps in the order in which they run; at least one
 */
public record SeedDefinition(
        String name,
        String version,
        String definitionVersion,
        String description,
        Needs needs,
        Duration timeout,
        @Nullable String concurrencyKey,
        boolean skipUnchanged,
        Map<String, Parameter> parameters,
        List<Step> steps) {
    public static final int DEFAULT_CONNECTIONS = 1;
    public static final int MAX_CONNECTIONS = 100;
    public static final int MAX_CONCURRENCY_KEY = 100;
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);
    /** What a name must be, for messages: "must be …". */
    public static final String NAME_RULE =
            "lower-case letters, digits, - and _, at most 63, starting with a letter or digit";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    public SeedDefinition {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        steps = List.copyOf(steps);
    }

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
