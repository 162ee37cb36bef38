package dev.seedgate.catalog;

import dev.seedgate.catalog.FeedFormat.Header;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the keys of a copy step that say where the feed is and how it is written. */
final class CopyFeedReader {
    static final List<String> KEYS = List.of(
            "file",
            "files",
            "url",
            "format",
            "delimiter",
            "quote",
            "header",
            "null",
            "encoding",
            "compression",
            "optional",
            "maxRecord");

    private static final List<String> SOURCES = List.of("file", "files", "url");

    private final Fields fields;
    private final FileReferences files;
    private final DelimitedReader delimited;
    private final String format;

    CopyFeedReader(Fields fields, FileReferences files) {
        this.fields = fields;
        this.files = files;
        this.format = fields.get("format")
                .flatMap(value -> value.oneOf(List.of("csv", "tsv", "ndjson", "json")))
                .orElse("csv");
        this.delimited = new DelimitedReader(fields, format);
    }

    /** Whether the feed's columns have numbers only, and no names. */
    boolean numbered() {
        return !isJson() && delimited.header() != Header.NAMES;
    }

    Optional<Feed> read() {
        FeedFormat how = format();
        Charset encoding =
                fields.get("encoding").flatMap(CopyFeedReader::encoding).orElse(StandardCharsets.UTF_8);
        Optional<Compression> compression = fields.get("compression")
                .flatMap(value -> value.oneOf(Compression.words()))
                .map(Compression::ofWord);
        Set<String> optional = optional();
        int maxRecord = fields.get("maxRecord")
                .flatMap(value -> Sizes.read(value, Feed.LARGEST_MAX_RECORD))
                .orElse(Feed.DEFAULT_MAX_RECORD);
        return source().map(from -> new Feed(from, how, encoding, compression.orElse(null), optional, maxRecord));
    }

    private boolean isJson() {
        return format.endsWith("json");
    }

    private FeedFormat format() {
        if (!isJson()) {
            return delimited.read();
        }
        for (String key : DelimitedReader.KEYS) {
            fields.get(key).ifPresent(value -> value.refuse("has no meaning with format: " + format + "; remove it"));
        }
        return format.equals("json") ? new FeedFormat.JsonArray() : new FeedFormat.JsonLines();
    }

    private Optional<FeedSource> source() {
        var given = new ArrayList<>(SOURCES);
        given.removeIf(key -> fields.get(key).isEmpty());
        if (given.size() > 1) {
            return fields.get(given.get(1))
                    .flatMap(second -> second.refuse("contradicts " + given.getFirst() + "; keep one of the two"));
        }
        if (given.isEmpty()) {
            fields.required("file", "name the feed, relative to this file's folder, or give files or url");
            return Optional.empty();
        }
        Optional<Value> value = fields.get(given.getFirst());
        return switch (given.getFirst()) {
            case "file" -> value.flatMap(files::find).map(file -> new FeedSource.OneFile(file.path(), file.source()));
            case "files" -> value.flatMap(files::findAll).map(FeedSource.ManyFiles::new);
            default -> value.flatMap(WebAddress::read).map(FeedSource.Web::new);
        };
    }

    private Set<String> optional() {
        var optional = new HashSet<String>();
        if (numbered()) {
            fields.get("optional")
                    .ifPresent(value -> value.refuse("has no meaning where columns have numbers only; remove it"));
            return optional;
        }
        Optional<Fields> columns =
                fields.get("columns").filter(Value::isMapping).flatMap(Value::anyFields);
        List<String> forExpressions = fields.get("fields").stream()
                .flatMap(value -> value.words().stream())
                .toList();
        for (Value value : fields.get("optional").flatMap(Value::list).orElse(List.of())) {
            value.text().ifPresent(name -> {
                if (columns.flatMap(given -> given.get(name)).isEmpty() && !forExpressions.contains(name)) {
                    value.refuse("is " + name + ", which columns does not name; add it there or remove it here");
                }
                optional.add(name);
            });
        }
        return optional;
    }

    private static Optional<Charset> encoding(Value value) {
        return value.text().flatMap(name -> {
            try {
                return Optional.of(Charset.forName(name));
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                return value.refuse("is not an encoding that Java knows; write UTF-8, ISO-8859-1, windows-1252 or the"
                        + " like, got: " + name);
            }
        });
    }
}
