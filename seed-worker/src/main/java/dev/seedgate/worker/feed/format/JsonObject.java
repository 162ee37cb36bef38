package dev.seedgate.worker.feed.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.seedgate.worker.feed.record.Excerpt;
import dev.seedgate.worker.feed.record.FeedColumns;
import dev.seedgate.worker.feed.record.FeedException;
import dev.seedgate.worker.feed.record.FeedRecord;
import dev.seedgate.worker.feed.record.RecordBuffer;
import dev.seedgate.worker.feed.record.WantedColumns;
import java.io.CharArrayWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes an object's values into the record: texts as they are, numbers as they are written, {@code true} and {@code false}, NULL for
 * null and for what is missing, and what is nested as JSON.
 */
final class JsonObject {
    private static final int MOST_OTHERS = 200;

    private final JsonParser parser;
    private final JsonErrors errors;
    private final RecordBuffer record;
    private final Map<String, Integer> places = new HashMap<>();
    private final BitSet seen = new BitSet();
    private final BitSet everSeen = new BitSet();
    private final Set<String> others = new LinkedHashSet<>();
    private WantedColumns wanted = WantedColumns.like(List.of());
    private FeedColumns columns = new FeedColumns(List.of());
    private boolean anyRead;

    JsonObject(String source, JsonParser parser, JsonErrors errors) {
        this.parser = parser;
        this.errors = errors;
        this.record = new RecordBuffer(source);
    }

    FeedColumns columns() {
        return columns;
    }

    FeedRecord record() {
        return record;
    }

    /** From now on reads these columns. */
    void want(WantedColumns newWanted) {
        wanted = newWanted;
        columns = FeedColumns.of("key \"%s\"", wanted.mapping());
        wanted.mapping().keySet().forEach(key -> places.put(key, places.size()));
        record.show(Layout.everything(places.size()));
    }

    /** Reads the first object, whose keys are the columns. */
    void discover(long number) throws IOException, FeedException {
        var keys = new ArrayList<String>();
        record.begin(number, errors.line());
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            if (keys.contains(key)) {
                throw twice(key);
            }
            keys.add(key);
            parser.nextToken();
            take(keys.size() - 1);
        }
        want(WantedColumns.like(keys));
        everSeen.set(0, keys.size());
        anyRead = true;
    }

    /** Reads the object at whose beginning the parser stands, up to its end. */
    void read(long number) throws IOException, FeedException {
        record.begin(number, errors.line());
        seen.clear();
        anyRead = true;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Integer place = places.get(key);
            parser.nextToken();
            if (place == null) {
                skip(key);
            } else if (seen.get(place)) {
                throw twice(key);
            } else {
                seen.set(place);
                take(place);
            }
        }
        everSeen.or(seen);
    }

    /** At the end of the file: a key that no object had is most likely misspelt. */
    void checkKeys() throws FeedException {
        List<String> missing = wanted.mapping().keySet().stream()
                .filter(key -> !everSeen.get(places.getOrDefault(key, 0))
                        && !wanted.optional().contains(key))
                .toList();
        if (anyRead && !missing.isEmpty()) {
            throw errors.ofFile("no object has the " + Layout.named("key", missing) + Layout.near(missing, others)
                    + "; correct columns, or name what may be missing in optional");
        }
    }

    private void skip(String key) throws IOException, FeedException {
        if (!wanted.others()) {
            throw errors.ofObject("has the key " + Excerpt.of(key)
                    + ", which the feed's first object has not; name in columns which ones to load");
        }
        if (others.size() < MOST_OTHERS) {
            others.add(key);
        }
        parser.skipChildren();
    }

    private FeedException twice(String key) {
        return errors.ofObject("the object has the key " + Excerpt.of(key) + " twice; remove one of the two");
    }

    private void take(int place) throws IOException {
        switch (parser.currentToken()) {
            case VALUE_NULL -> record.putNull(place);
            case START_OBJECT, START_ARRAY -> nested(place);
            default -> record.put(place, parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        }
    }

    private void nested(int place) throws IOException {
        var json = new CharArrayWriter();
        try (JsonGenerator generator = JsonRecords.FACTORY.createGenerator(json)) {
            generator.copyCurrentStructureExact(parser);
        }
        record.put(place, json.toString());
    }
}
