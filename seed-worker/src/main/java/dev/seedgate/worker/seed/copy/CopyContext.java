package dev.seedgate.worker.seed.copy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code COPY} failed, as the server tells it: {@code COPY seedgate_stage, line 7, column price: "12,50"}. The words are in
 * the server's language, so only the table's name, the number and the column's name are relied on.
 *
 * @param line of what this {@code COPY} was sent, from 1
 * @param tableColumn null where the whole row is at fault
 */
record CopyContext(long line, @Nullable String tableColumn) {
    private static final String PLACE = "\\D+(\\d+)(?:\\W+[\\p{L}]+\\s+([\\p{L}_][\\p{L}\\p{N}_$]*)\\s*:)?";

    /** @param relation the table's name without its schema */
    static Optional<CopyContext> parse(String relation, @Nullable String where) {
        if (where == null) {
            return Optional.empty();
        }
        Matcher matcher =
                Pattern.compile("COPY " + Pattern.quote(relation) + PLACE).matcher(where);
        return matcher.find()
                ? Optional.of(new CopyContext(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }
}
