package dev.seedgate.worker.feed.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.seedgate.worker.feed.record.FeedColumns;
import dev.seedgate.worker.feed.record.FeedException;
import dev.seedgate.worker.feed.record.FeedRecord;
import dev.seedgate.worker.feed.record.RecordReader;
import dev.seedgate.worker.feed.record.WantedColumns;
import dev.seedgate.worker.feed.source.FeedText;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads JSON objects, one after the other, and never more of the text than one of them. */
public final class JsonRecords implements RecordReader {
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE) // the text bounds a record
                    .maxNestingDepth(200)
                    .build())
            .build();

    private final FeedText text;
    private final JsonParser parser;
    private final JsonFrame frame;
    private final JsonErrors errors;
    private final JsonObject object;
    private boolean pending;

    /**
     * Takes the text over; {@link #begin} has to be called next.
     *
     * @param source the file, as messages name it
     * @param lines whether each object is on a line of its own; otherwise they are an array's elements
     */
    public JsonRecords(String source, FeedText text, boolean lines) throws IOException {
        this.text = text;
        this.parser = FACTORY.createParser(text);
        this.errors = new JsonErrors(source, parser, lines);
        this.frame = lines ? new JsonFrame.Lines(parser, errors) : new JsonFrame.Array(parser, errors);
        this.object = new JsonObject(source, parser, errors);
    }

    /**
     * Reads as far as it takes to know the columns.
     *
     * @param number what the first object is to be called
     */
    public JsonRecords begin(WantedColumns wanted, long number) throws IOException, FeedException {
        try {
            if (parser.nextToken() == null) {
                throw errors.ofFile("is empty");
            }
            frame.begin();
            if (!wanted.all()) {
                object.want(wanted);
            } else if (frame.atObject()) {
                object.discover(number);
                frame.end();
                pending = true;
            } else {
                throw errors.ofFile("has no object, so that nobody knows its columns; name them in columns");
            }
            return this;
        } catch (IOException e) {
            throw errors.located(e);
        }
    }

    @Override
    public FeedColumns columns() {
        return object.columns();
    }

    @Override
    public @Nullable FeedRecord next(long number) throws IOException, FeedException {
        if (pending) {
            pending = false;
            return object.record();
        }
        try {
            text.recordBegins();
            if (!frame.atObject()) {
                object.checkKeys();
                return null;
            }
            object.read(number);
            frame.end();
            return object.record();
        } catch (IOException e) {
            throw errors.located(e);
        }
    }

    @Override
    public long line() {
        return errors.line();
    }

    @Override
    public void close() throws IOException {
        parser.close();
        text.close();
    }

    /** The token that the parser stands at, for messages. */
    static String words(@Nullable JsonToken token) {
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a truth value";
            case VALUE_NULL -> "null";
            default -> token.asString() == null ? "something else" : token.asString();
        };
    }
}
