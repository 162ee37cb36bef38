package dev.seedgate.worker.feed.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.seedgate.worker.feed.record.FeedException;
import java.io.IOException;

/** What stands around the objects of a feed. */
sealed interface JsonFrame {
    /** The parser stands at the first token. */
    void begin() throws FeedException;

    /** Goes on to the next object; false where there is none. */
    boolean atObject() throws IOException, FeedException;

    /** The parser stands at an object's end. */
    void end() throws FeedException;

    /** An object on each line. */
    final class Lines implements JsonFrame {
        private final JsonParser parser;
        private final JsonErrors errors;
        private boolean first;
        private long lastLine;

        Lines(JsonParser parser, JsonErrors errors) {
            this.parser = parser;
            this.errors = errors;
        }

        @Override
        public void begin() throws FeedException {
            if (parser.currentToken() == JsonToken.START_ARRAY) {
                throw errors.ofToken("begins with a list; if the feed is one list of objects, say format: json");
            }
            first = true;
        }

        @Override
        public boolean atObject() throws IOException, FeedException {
            JsonToken token = first ? parser.currentToken() : parser.nextToken();
            first = false;
            if (token == null) {
                return false;
            }
            if (token != JsonToken.START_OBJECT) {
                throw errors.ofToken("has " + JsonRecords.words(token)
                        + " where an object is expected; each line must be one object");
            }
            if (errors.objectBegins() == lastLine) {
                throw errors.ofObject("has a second object; each line must be one object");
            }
            return true;
        }

        @Override
        public void end() throws FeedException {
            lastLine = parser.currentTokenLocation().getLineNr();
            if (lastLine != errors.line()) {
                throw errors.ofObject(
                        "the object is not complete on its line; with format: ndjson each line is one object");
            }
        }
    }

    /** One array, whose elements they are. */
    final class Array implements JsonFrame {
        private final JsonParser parser;
        private final JsonErrors errors;

        Array(JsonParser parser, JsonErrors errors) {
            this.parser = parser;
            this.errors = errors;
        }

        @Override
        public void begin() throws FeedException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw errors.ofToken("begins with " + JsonRecords.words(parser.currentToken())
                        + " where an array of objects is expected; "
                        + (parser.currentToken() == JsonToken.START_OBJECT
                                ? "if each line is an object, say format: ndjson; if the array is inside it, have the feed"
                                        + " written without what is around"
                                : "write [{…}, {…}]"));
            }
        }

        @Override
        public boolean atObject() throws IOException, FeedException {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.END_ARRAY) {
                if (parser.nextToken() != null) {
                    throw errors.ofToken("goes on after the array's end; a feed is one array");
                }
                return false;
            }
            if (token != JsonToken.START_OBJECT) {
                throw errors.ofToken("has " + JsonRecords.words(token)
                        + " where an object is expected; every element of the array must be an object");
            }
            errors.objectBegins();
            return true;
        }

        @Override
        public void end() {}
    }
}
