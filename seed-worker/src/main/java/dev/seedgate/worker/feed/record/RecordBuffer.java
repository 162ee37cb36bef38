package dev.seedgate.worker.feed.record;

import java.util.Arrays;

/** The one record that a reader fills anew for each record of the feed, so that a million of them make no garbage. */
public final class RecordBuffer implements FeedRecord {
    private static final int NULL = -1;

    private final String source;
    private char[] text = new char[1024];
    private int length;
    private int[] begins = new int[16];
    private int[] ends = new int[16];
    private int[] shown = new int[0];
    private long number;
    private long line;

    public RecordBuffer(String source) {
        this.source = source;
    }

    /** Which of the fields that are put in are the record's, and in which order. */
    public void show(int... places) {
        shown = places.clone();
        for (int place : places) {
            reserve(place);
        }
    }

    /** Begins the next record; all its fields are NULL until they are put in. */
    public void begin(long newNumber, long newLine) {
        number = newNumber;
        line = newLine;
        length = 0;
        for (int place : shown) {
            ends[place] = NULL;
        }
    }

    public void put(int place, char[] from, int offset, int count) {
        reserve(place);
        if (count > text.length - length) {
            text = Arrays.copyOf(text, Math.max(length + count, 2 * text.length));
        }
        System.arraycopy(from, offset, text, length, count);
        begins[place] = length;
        length += count;
        ends[place] = length;
    }

    public void put(int place, String value) {
        put(place, value.toCharArray(), 0, value.length());
    }

    public void putNull(int place) {
        reserve(place);
        ends[place] = NULL;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public int size() {
        return shown.length;
    }

    @Override
    public boolean isNull(int field) {
        return ends[shown[field]] == NULL;
    }

    @Override
    public char[] characters() {
        return text;
    }

    @Override
    public int begin(int field) {
        return begins[shown[field]];
    }

    @Override
    public int end(int field) {
        int place = shown[field];
        return ends[place] == NULL ? begins[place] : ends[place];
    }

    private void reserve(int place) {
        if (place >= ends.length) {
            int size = Math.max(place + 1, 2 * ends.length);
            begins = Arrays.copyOf(begins, size);
            ends = Arrays.copyOf(ends, size);
        }
    }
}
