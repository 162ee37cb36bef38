package dev.seedgate.catalog;

import java.util.List;
import java.util.Optional;

/** Reads the keys of a copy step that say where the feed is and how it is written. */
final class CopyFeedReader {
    static final List<String> KEYS = List.of("file", "format", "delimiter", "header", "null");

    private static final String CSV = "csv";

    private final Fields fields;
    private final FileReferences files;
    private final boolean header;

    CopyFeedReader(Fields fields, FileReferences files) {
        this.fields = fields;
        this.files = files;
        this.header = fields.get("header").flatMap(Value::bool).orElse(true);
    }

    /** Whether the feed's columns have numbers only, and no names. */
    boolean numbered() {
        return !header;
    }

    Optional<Feed> read() {
        fields.get("format").ifPresent(value -> value.oneOf(List.of(CSV)));
        char delimiter =
                fields.get("delimiter").flatMap(CopyFeedReader::delimiter).orElse(Feed.DEFAULT_DELIMITER);
        String nullText = fields.get("null").flatMap(Value::text).orElse("");
        return fields.required("file", "name the feed, relative to this file's folder")
                .flatMap(files::find)
                .map(file -> new Feed(file.path(), file.source(), FeedFormat.CSV, delimiter, header, nullText));
    }

    private static Optional<Character> delimiter(Value value) {
        return value.text().flatMap(text -> {
            if (text.length() != 1) {
                return value.refuse(
                        "must be a single character (a tab is written \"\\t\", in double quotes), got: " + text);
            }
            return switch (text.charAt(0)) {
                case '"', '\n', '\r' -> value.refuse("must not be a quote or a line break");
                default -> Optional.of(text.charAt(0));
            };
        });
    }
}
