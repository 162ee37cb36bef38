package dev.seedgate.worker.feed.format;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.seedgate.worker.feed.record.FeedException;
import java.io.IOException;

/** Says where in a file of JSON what is wrong. */
final class JsonErrors {
    private final String source;
    private final JsonParser parser;
    private final boolean lines;
    private long objectLine = 1;

    /** @param lines whether each object has to be on a line of its own */
    JsonErrors(String source, JsonParser parser, boolean lines) {
        this.source = source;
        this.parser = parser;
        this.lines = lines;
    }

    /** An object begins where the parser stands. */
    long objectBegins() {
        objectLine = parser.currentTokenLocation().getLineNr();
        return objectLine;
    }

    /** The line on which the object begins that is being read. */
    long line() {
        return Math.max(objectLine, 1);
    }

    FeedException ofFile(String problem) {
        return new FeedException(source, 0, problem);
    }

    FeedException ofObject(String problem) {
        return new FeedException(source, line(), problem);
    }

    /** Something is wrong with the token that the parser stands at. */
    FeedException ofToken(String problem) {
        return new FeedException(source, parser.currentTokenLocation().getLineNr(), problem);
    }

    /** What the parser complains of; other failures come back as they are, for those who know more of them. */
    FeedException located(IOException e) throws IOException {
        if (e instanceof JsonEOFException) {
            return ofObject(
                    "ends in the middle of " + (lines ? "an object" : "the array, after the object that begins here")
                            + "; the feed was cut off, so get it again");
        }
        if (!(e instanceof JsonProcessingException json)) {
            objectLine = parser.currentLocation().getLineNr();
            throw e;
        }
        JsonLocation where = json.getLocation();
        if (where == null) {
            return ofObject("is not JSON: " + json.getOriginalMessage());
        }
        if (lines && where.getLineNr() > line()) {
            return ofObject("the object is not complete on its line; with format: ndjson each line is one object");
        }
        return new FeedException(
                source,
                where.getLineNr(),
                "is not JSON at character " + where.getColumnNr() + ": " + json.getOriginalMessage());
    }
}
