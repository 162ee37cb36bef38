package dev.seedgate.worker.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.seedgate.catalog.Feed;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a feed record by record, and holds no more of it than one record. Every record it returns has as many fields as the
 * header, or as the first record where there is none.
 */
public final class FeedReader implements Closeable {
    /** How the parser's messages end; the line is said by our own message. */
    private static final Pattern PARSER_LINE = Pattern.compile("\\s*\\(record starting at line (\\d+)\\)");

    private final Feed feed;
    private final FeedInput input;
    private final CloseableIterator<FeedRecord> records;
    private final FeedRecord first;
    private boolean firstPending;
    private long line = 1;

    private FeedReader(Feed feed, FeedInput input) throws IOException, FeedException {
        this.feed = feed;
        this.input = input;
        this.records = CsvReader.builder()
                .fieldSeparator(feed.delimiter())
                .allowUnclosedQuote(false)
                .allowExtraCharsAfterClosingQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(new RecordHandler(feed.nullText(), feed.header()), input.reader())
                .iterator();
        FeedRecord begin = parse();
        if (begin == null) {
            throw new FeedException(
                    feed.source(), 0, feed.header() ? "is empty; it must begin with a header" : "is empty");
        }
        this.first = begin;
        this.firstPending = !feed.header();
    }

    /**
     * Opens the feed and reads its first record.
     *
     * @throws FeedException when it is empty or not readable as CSV
     * @throws IOException when the file cannot be read
     */
    public static FeedReader open(Feed feed) throws IOException, FeedException {
        FeedInput input = FeedInput.open(feed);
        try {
            return new FeedReader(feed, input);
        } catch (IOException | FeedException | RuntimeException e) {
            input.close();
            throw e;
        }
    }

    /** The columns' names; nothing where the feed has no header. */
    public Optional<FeedRecord> header() {
        return feed.header() ? Optional.of(first) : Optional.empty();
    }

    /** How many fields every record has. */
    public int width() {
        return first.fields().size();
    }

    /**
     * The next record, or null at the end.
     *
     * @throws FeedException when it is not CSV, not UTF-8, or has not as many fields as the first
     */
    public @Nullable FeedRecord next() throws IOException, FeedException {
        FeedRecord record = firstPending ? first : parse();
        firstPending = false;
        if (record != null && record.fields().size() != width()) {
            throw new FeedException(
                    feed.source(),
                    record.line(),
                    "has " + fields(record.fields()) + ", but the " + (feed.header() ? "header" : "first record")
                            + " has " + width() + "; is a quote or a delimiter missing?");
        }
        return record;
    }

    /** Bytes of the file that were read so far; of the compressed file where it is one. */
    public long bytesRead() {
        return input.bytesRead();
    }

    public long bytesTotal() {
        return input.bytesTotal();
    }

    @Override
    public void close() throws IOException {
        records.close();
        input.close();
    }

    private @Nullable FeedRecord parse() throws IOException, FeedException {
        try {
            if (!records.hasNext()) {
                return null;
            }
            FeedRecord record = records.next();
            line = record.line();
            return record;
        } catch (CsvParseException e) {
            throw notCsv(e);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new FeedException(feed.source(), line, "here or later the file is not UTF-8; convert it first");
            }
            throw e.getCause();
        }
    }

    private FeedException notCsv(CsvParseException e) {
        String message = String.valueOf(e.getMessage());
        Matcher where = PARSER_LINE.matcher(message);
        return where.find()
                ? new FeedException(feed.source(), Long.parseLong(where.group(1)), where.replaceAll(""))
                : new FeedException(feed.source(), line, message);
    }

    private static String fields(List<?> fields) {
        return fields.size() == 1 ? "1 field" : fields.size() + " fields";
    }
}
