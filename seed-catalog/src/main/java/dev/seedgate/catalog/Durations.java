package dev.seedgate.catalog;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 10s}, {@code 10m}, {@code 1h30m}, or ISO-8601's {@code PT10M}. */
public final class Durations {
    private static final Pattern SHORT = Pattern.compile("(\\d+h)?(\\d+m)?(\\d+s)?");

    private Durations() {}

    static Optional<Duration> read(Value value) {
        return value.literal()
                .flatMap(text -> parse(text)
                        .filter(Duration::isPositive)
                        .or(() -> value.refuse("must be a positive duration such as 10s, 10m or 1h, got: " + text)));
    }

    /** Empty where the text is neither form; may be zero or, in ISO-8601's form, negative. */
    public static Optional<Duration> parse(String text) {
        String iso = SHORT.matcher(text).matches() ? "PT" + text.toUpperCase(Locale.ROOT) : text;
        try {
            return Optional.of(Duration.parse(iso));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
