package dev.seedgate.worker.feed;

import dev.seedgate.worker.feed.record.FeedException;
import dev.seedgate.worker.feed.record.FeedRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects rows in the text format of PostgreSQL's {@code COPY}, in UTF-8, one line for each row. */
public final class CopyText {
    private static final int LONGEST_CHARACTER = 3;
    private static final int LONGEST_NUMBER = 20;

    private byte[] bytes = new byte[1 << 16];
    private int length;
    private boolean lineBegun;

    /**
     * Adds a field of a record.
     *
     * @throws FeedException when it has half a surrogate pair in it, which is no character and has no UTF-8
     */
    public void add(FeedRecord record, int field) throws FeedException {
        beginField();
        if (record.isNull(field)) {
            addNull();
        } else if (!escape(record.characters(), record.begin(field), record.end(field))) {
            throw new FeedException(
                    record.source(),
                    record.line(),
                    "has half of a character in it (a surrogate such as \\ud800 without its other half); correct the feed");
        }
    }

    /** Adds a value that no feed has. */
    public void add(@Nullable String value) {
        beginField();
        if (value == null) {
            addNull();
        } else {
            char[] characters = value.toCharArray();
            if (!escape(characters, 0, characters.length)) {
                throw new IllegalArgumentException("has half of a surrogate pair: " + value);
            }
        }
    }

    /** Adds a number that no feed has. */
    public void add(long value) {
        beginField();
        reserve(LONGEST_NUMBER);
        if (value < 0) {
            throw new IllegalArgumentException("must not be negative, got: " + value);
        }
        int end = length + 1;
        for (long left = value / 10; left > 0; left /= 10) {
            end++;
        }
        long left = value;
        for (int at = end - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + left % 10);
            left /= 10;
        }
        length = end;
    }

    public void endRow() {
        reserve(1);
        bytes[length++] = '\n';
        lineBegun = false;
    }

    /** In bytes. */
    public int length() {
        return length;
    }

    /** The rows so far, for keeping; begins anew. */
    public byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, length);
        length = 0;
        return taken;
    }

    private void beginField() {
        if (lineBegun) {
            reserve(1);
            bytes[length++] = '\t';
        }
        lineBegun = true;
    }

    private void addNull() {
        reserve(2);
        bytes[length++] = '\\';
        bytes[length++] = 'N';
    }

    private void reserve(int more) {
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), 2 * bytes.length));
        }
    }

    /** Returns false at half a surrogate pair. A character of the text is never more than three bytes, or two of it four. */
    private boolean escape(char[] text, int begin, int end) {
        reserve(Math.multiplyExact(LONGEST_CHARACTER, end - begin));
        byte[] to = bytes;
        int at = length;
        for (int i = begin; i < end; i++) {
            char c = text[i];
            if (c > '\r' && c < 0x80 && c != '\\') {
                to[at++] = (byte) c;
            } else if (c < 0x80) {
                byte escaped = escaped(c);
                if (escaped != c || c == '\\') {
                    to[at++] = '\\';
                }
                to[at++] = escaped;
            } else if (c < 0x800) {
                to[at++] = (byte) (0xC0 | (c >> 6));
                to[at++] = (byte) (0x80 | (c & 0x3F));
            } else if (!Character.isSurrogate(c)) {
                to[at++] = (byte) (0xE0 | (c >> 12));
                to[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
                to[at++] = (byte) (0x80 | (c & 0x3F));
            } else if (i + 1 < end && Character.isSurrogatePair(c, text[i + 1])) {
                byte[] pair = new String(text, i++, 2).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(pair, 0, to, at, pair.length);
                at += pair.length;
            } else {
                return false;
            }
        }
        length = at;
        return true;
    }

    private static byte escaped(char c) {
        return switch (c) {
            case '\t' -> 't';
            case '\n' -> 'n';
            case '\r' -> 'r';
            default -> (byte) c;
        };
    }
}
