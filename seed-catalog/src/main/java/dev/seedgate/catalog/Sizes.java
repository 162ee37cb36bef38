package dev.seedgate.catalog;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 64kB}, {@code 8MB}; a kB is 1024, as PostgreSQL's settings have it. */
final class Sizes {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})(kB|MB)");

    private Sizes() {}

    /** @param max in bytes */
    static Optional<Integer> read(Value value, int max) {
        return value.literal().flatMap(text -> {
            Matcher matcher = FORM.matcher(text);
            if (matcher.matches()) {
                long size =
                        Long.parseLong(matcher.group(1)) << (matcher.group(2).equals("kB") ? 10 : 20);
                if (size <= max) {
                    return Optional.of((int) size);
                }
            }
            return value.refuse("must be a size such as 64kB or 4MB, at most " + (max >> 20) + "MB, got: " + text);
        });
    }
}
