package dev.seedgate.worker.seed.step;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code COPY} failed, as the server tells it: {@code COPY seedgate_stage, line 7, column price: "12,50"}. The words are in
 * the server's language, so only the table's name, the number and the column's name are relied on.
 *
 * @param record the record's number, from 1
 * @param tableColumn null where the whole row is at fault
 */
record CopyContext(long record, @Nullable String tableColumn) {
    private static final Pattern FORM =
            Pattern.compile(StagingTable.NAME + "\\D+(\\d+)(?:\\W+[\\p{L}]+\\s+([\\p{L}_][\\p{L}\\p{N}_$]*)\\s*:)?");

    static Optional<CopyContext> parse(@Nullable String where) {
        if (where == null) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(where);
        return matcher.find()
                ? Optional.of(new CopyContext(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }
}
