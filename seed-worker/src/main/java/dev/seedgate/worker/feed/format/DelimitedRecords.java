package dev.seedgate.worker.feed.format;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.seedgate.catalog.FeedFormat.Delimited;
import dev.seedgate.catalog.FeedFormat.Header;
import dev.seedgate.worker.feed.record.BadRecordException;
import dev.seedgate.worker.feed.record.Excerpt;
import dev.seedgate.worker.feed.record.FeedColumns;
import dev.seedgate.worker.feed.record.FeedException;
import dev.seedgate.worker.feed.record.FeedRecord;
import dev.seedgate.worker.feed.record.RecordBuffer;
import dev.seedgate.worker.feed.record.RecordReader;
import dev.seedgate.worker.feed.record.WantedColumns;
import dev.seedgate.worker.feed.source.FeedText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads delimited text. Every record has as many fields as the header, or as the first record where there is none. */
public final class DelimitedRecords implements RecordReader {
    /** Stands for no quote at all: the second half of a surrogate pair never begins a field. */
    private static final char NEVER = '\uDFFF';

    /** How many fields too many a message may show. */
    private static final int MORE = 10;

    private final String source;
    private final Delimited format;
    private final RecordBuffer record;
    private final RecordHandler handler;
    private final CloseableIterator<RecordBuffer> records;
    private int width;
    private boolean pending;
    private FeedColumns columns = new FeedColumns(List.of());
    private List<String> names = List.of();
    private int[] places = {};

    /**
     * Takes the text over; {@link #begin} has to be called next.
     *
     * @param source the file, as messages name it
     */
    public DelimitedRecords(String source, FeedText text, Delimited format) {
        this.source = source;
        this.format = format;
        this.record = new RecordBuffer(source);
        this.handler = new RecordHandler(text, record, format.nullText());
        this.records = CsvReader.builder()
                .fieldSeparator(format.delimiter())
                .quoteCharacter(Objects.requireNonNullElse(format.quote(), NEVER))
                .allowUnclosedQuote(false)
                .allowExtraCharsAfterClosingQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(2 * text.maxRecord() + (1 << 20))
                .build(handler, text)
                .iterator();
    }

    /**
     * Reads as far as it takes to know the columns.
     *
     * @param number what the first record is to be called
     */
    public DelimitedRecords begin(WantedColumns wanted, long number) throws IOException, FeedException {
        if (parse(number) == null) {
            throw new FeedException(
                    source, 0, format.header() == Header.NONE ? "is empty" : "is empty; it must begin with a header");
        }
        width = handler.fields();
        handler.keep(width + MORE);
        pending = format.header() == Header.NONE;
        try {
            Layout layout = format.header() == Header.NAMES ? named(wanted) : Layout.byNumber(width, wanted);
            columns = layout.columns();
            places = layout.placesArray();
            record.show(places);
            return this;
        } catch (IllegalArgumentException e) {
            throw new FeedException(source, record.line(), e.getMessage() + delimiterHint());
        }
    }

    @Override
    public FeedColumns columns() {
        return columns;
    }

    /** @throws BadRecordException when it has not as many fields as it should */
    @Override
    public @Nullable FeedRecord next(long number) throws IOException, FeedException {
        RecordBuffer next = pending ? record : parse(number);
        pending = false;
        if (next != null && handler.fields() != width) {
            throw anotherWidth(number);
        }
        return next;
    }

    private BadRecordException anotherWidth(long number) {
        String all =
                String.join(String.valueOf(format.delimiter()), everything(Math.min(handler.fields(), width + MORE)));
        record.show(places); // for the records behind it
        return new BadRecordException(
                source,
                number,
                record.line(),
                "has " + Excerpt.count(handler.fields(), "field") + ", but the "
                        + (format.header() == Header.NONE ? "first record" : "header") + " has " + width + ": "
                        + Excerpt.of(all) + "; is a quote or a delimiter missing?");
    }

    @Override
    public long line() {
        return handler.line();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    private Layout named(WantedColumns wanted) {
        names = everything(width);
        return Layout.byName(names, wanted);
    }

    /** A header of one field that has another delimiter in it tells what is wrong. */
    private String delimiterHint() {
        if (width == 1 && format.word().equals("csv")) {
            String only = everything(1).getFirst();
            for (String delimiter : List.of(";", "\t", "|", ",")) {
                if (only.contains(delimiter)) {
                    return "; say delimiter: " + Excerpt.of(delimiter);
                }
            }
        }
        return "";
    }

    private List<String> everything(int count) {
        record.show(Layout.everything(count));
        return record.fields().stream()
                .map(field -> Objects.requireNonNullElse(field, format.nullText()))
                .toList();
    }

    private @Nullable RecordBuffer parse(long number) throws IOException, FeedException {
        handler.next(number);
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException e) {
            if (e.getCause() instanceof Error error) {
                throw error; // it wraps whatever it meets
            }
            throw new FeedException(source, handler.line(), complaint(e));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private String complaint(CsvParseException e) {
        String said = String.valueOf((e.getCause() instanceof CsvParseException cause ? cause : e).getMessage());
        int at = handler.fields();
        String field = at < names.size() ? "column " + Excerpt.of(names.get(at)) : "field " + (at + 1);
        if (said.startsWith("Unclosed quoted field")) {
            return field
                    + " begins with a quote that is never closed, and the feed ends inside it; close it or get the feed"
                    + " again, or say quote: none where quotes are ordinary text";
        }
        if (said.startsWith("Unexpected character after closing quote")) {
            return field
                    + " goes on after its closing quote; double the quotes inside a quoted field, or say quote: none"
                    + " where quotes are ordinary text";
        }
        return e.getCause() == null || e.getCause() instanceof CsvParseException ? said : said + ": " + e.getCause();
    }
}
