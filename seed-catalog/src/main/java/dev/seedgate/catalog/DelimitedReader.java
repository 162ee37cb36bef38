package dev.seedgate.catalog;

import dev.seedgate.catalog.FeedFormat.Delimited;
import dev.seedgate.catalog.FeedFormat.Header;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the keys that only delimited formats have. */
final class DelimitedReader {
    static final List<String> KEYS = List.of("delimiter", "quote", "header", "null");

    private static final String TSV = "tsv";
    private static final String NO_QUOTE = "none";
    private static final String SKIP = "skip";
    private static final List<String> HEADERS = List.of("true", "false", SKIP);

    private final Fields fields;
    private final String format;

    DelimitedReader(Fields fields, String format) {
        this.fields = fields;
        this.format = format;
    }

    /** May be asked more than once; only {@link #read} says what is wrong. */
    Header header() {
        Optional<String> word = fields.get("header").flatMap(Value::plain);
        if (word.isPresent() && word.get().equals(SKIP)) {
            return Header.SKIPPED;
        }
        return word.isPresent() && word.get().equals("false") ? Header.NONE : Header.NAMES;
    }

    Delimited read() {
        char delimiter = delimiter();
        @Nullable Character quote = quote(delimiter);
        fields.get("header").ifPresent(DelimitedReader::checkHeader);
        String nullText = fields.get("null").flatMap(Value::text).orElse("");
        return new Delimited(format, delimiter, quote, header(), nullText);
    }

    private static void checkHeader(Value value) {
        if (!HEADERS.contains(value.plain().orElse(""))) {
            value.refuse("must be true, false or skip, got: " + value.shown());
        }
    }

    private char delimiter() {
        Optional<Value> given = fields.get("delimiter");
        if (format.equals(TSV)) {
            given.ifPresent(value -> value.refuse("is a tab with format: tsv; remove it, or say format: csv"));
            return '\t';
        }
        return given.flatMap(DelimitedReader::character).orElse(',');
    }

    private @Nullable Character quote(char delimiter) {
        Optional<Value> given = fields.get("quote");
        if (given.isPresent() && given.get().plain().equals(Optional.of(NO_QUOTE))) {
            return null;
        }
        char quote = given.flatMap(DelimitedReader::character).orElse('"');
        if (quote == delimiter) {
            String key = given.isPresent() ? "quote" : "delimiter";
            fields.get(key)
                    .ifPresent(value -> value.refuse("must not be both the delimiter and the quote; change one"));
        }
        return quote;
    }

    private static Optional<Character> character(Value value) {
        return value.text().flatMap(text -> {
            if (text.length() != 1 || Character.isSurrogate(text.charAt(0))) {
                return value.refuse(
                        "must be a single character (a tab is written \"\\t\", in double quotes), got: " + text);
            }
            return switch (text.charAt(0)) {
                case '\n', '\r' -> value.refuse("must not be a line break");
                default -> Optional.of(text.charAt(0));
            };
        });
    }
}
