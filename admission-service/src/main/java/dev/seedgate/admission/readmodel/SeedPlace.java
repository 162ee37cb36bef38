package dev.seedgate.admission.readmodel;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;

/** A seed's place in a list, newest first. Stays good for going on from there when the seed itself is gone. */
public record SeedPlace(Instant acceptedAt, String id) implements Comparable<SeedPlace> {
    private static final Comparator<SeedPlace> NEWEST_FIRST = Comparator.comparing(SeedPlace::acceptedAt)
            .thenComparing(SeedPlace::id)
            .reversed();

    @Override
    public int compareTo(SeedPlace other) {
        return NEWEST_FIRST.compare(this, other);
    }

    /** The place as text that can stand in a URL. */
    public String cursor() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((acceptedAt + " " + id).getBytes(StandardCharsets.UTF_8));
    }

    /** The place behind a {@link #cursor}; empty for any other text. */
    public static Optional<SeedPlace> ofCursor(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int space = text.indexOf(' ');
            return space < 0
                    ? Optional.empty()
                    : Optional.of(new SeedPlace(Instant.parse(text.substring(0, space)), text.substring(space + 1)));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
