package dev.seedgate.worker.feed.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of a feed, with the fields that are wanted of it, in the order of {@link FeedColumns}. A reader uses one record again
 * and again: it is good until the next one is asked for, and whoever needs it longer takes its {@link #fields}.
 */
public interface FeedRecord {
    /** From 1, through all files of the feed; headers are not counted. */
    long number();

    /** The file, as messages name it. */
    String source();

    /** The line of the file, from 1, on which the record begins; a quoted field may run over several lines. */
    long line();

    /** How many fields it has. */
    int size();

    /** Whether the feed says NULL there. */
    boolean isNull(int field);

    /** Holds the text of all fields, each from {@link #begin} to {@link #end}. */
    char[] characters();

    int begin(int field);

    /** Exclusive; the same as {@link #begin} where the field is empty or NULL. */
    int end(int field);

    /** Null where the feed says NULL. */
    default @Nullable String text(int field) {
        return isNull(field) ? null : new String(characters(), begin(field), end(field) - begin(field));
    }

    /** All fields, for keeping. */
    default List<@Nullable String> fields() {
        var fields = new ArrayList<@Nullable String>(size());
        for (int i = 0; i < size(); i++) {
            fields.add(text(i));
        }
        return Collections.unmodifiableList(fields);
    }

    /** {@code feeds/meyer.csv, line 12}. */
    default String place() {
        return source() + ", line " + line();
    }
}
