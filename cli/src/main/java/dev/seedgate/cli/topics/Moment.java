package dev.seedgate.cli.topics;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A moment in the past as people write it. */
public final class Moment {
    private static final Pattern AGO = Pattern.compile("([0-9]{1,9})\\s*(ms|s|min|m|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "min", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private Moment() {}

    /**
     * Reads {@code 10m}, {@code 2026-02-01T02:00:00Z}, the same with another offset or, for this machine's time zone, with none, a date,
     * or a time of today.
     *
     * @param now from where to count; its zone is the one that is meant where none is said
     * @throws IllegalArgumentException when it is none of these; the message says what is
     */
    public static Instant read(String text, ZonedDateTime now) {
        Matcher ago = AGO.matcher(text.strip());
        if (ago.matches()) {
            Duration unit = UNITS.getOrDefault(ago.group(2), Duration.ZERO);
            return now.toInstant().minus(unit.multipliedBy(Long.parseLong(ago.group(1))));
        }
        List<Function<String, Instant>> forms = List.of(
                word -> OffsetDateTime.parse(word).toInstant(),
                word -> LocalDateTime.parse(word).atZone(now.getZone()).toInstant(),
                word -> LocalDate.parse(word).atStartOfDay(now.getZone()).toInstant(),
                word -> now.with(LocalTime.parse(word)).toInstant());
        return forms.stream()
                .flatMap(form -> tried(form, text.strip().replace(' ', 'T')).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be how long ago, such as 90s, 10m, 2h or 1d, or a time such as 2026-02-01T02:00:00Z or 14:30,"
                                + " got: '" + text + "'"));
    }

    private static Optional<Instant> tried(Function<String, Instant> form, String text) {
        try {
            return Optional.of(form.apply(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
