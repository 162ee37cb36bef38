package dev.seedgate.catalog;

import java.nio.file.Path;

/**
 * A data file and how to read it. UTF-8; quoting is RFC 4180's: {@code "} around a field, doubled inside it.
 *
 * @param file absolute; read when the step runs
 * @param source the path as the definition gives it, for messages
 * @param delimiter a single character other than the quote and line breaks
 * @param header whether the first record holds the columns' names
 * @param nullText the unquoted field that means NULL. A quoted field is never NULL, as in PostgreSQL's COPY.
 */
public record Feed(Path file, String source, FeedFormat format, char delimiter, boolean header, String nullText) {
    public static final char DEFAULT_DELIMITER = ',';

    /** Whether the file is to be decompressed while it is read; its name says so. */
    public boolean gzip() {
        return source.endsWith(".gz");
    }
}
