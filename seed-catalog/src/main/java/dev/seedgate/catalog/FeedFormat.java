package dev.seedgate.catalog;

import org.jspecify.annotations.Nullable;

/** How a feed's records are written. */
public sealed interface FeedFormat {
    /**
     * Records of fields, as RFC 4180 has them: a quoted field may hold delimiters, line breaks and doubled quotes.
     *
     * @param word csv or tsv, as the definition writes it
     * @param quote null where quotes are ordinary text
     * @param nullText the unquoted field that means NULL. A quoted field is never NULL, as in PostgreSQL's COPY.
     */
    record Delimited(String word, char delimiter, @Nullable Character quote, Header header, String nullText)
            implements FeedFormat {}

    /** One JSON object on each line. */
    record JsonLines() implements FeedFormat {}

    /** One JSON array of objects. */
    record JsonArray() implements FeedFormat {}

    /** What the first record of a delimited feed is. */
    enum Header {
        /** The names of the columns. */
        NAMES,
        /** To be skipped; columns have numbers. */
        SKIPPED,
        /** Data; columns have numbers. */
        NONE
    }
}
