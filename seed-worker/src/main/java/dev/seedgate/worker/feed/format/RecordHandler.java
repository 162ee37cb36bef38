package dev.seedgate.worker.feed.format;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import dev.seedgate.worker.feed.record.RecordBuffer;
import dev.seedgate.worker.feed.source.FeedText;

/** Takes what the parser finds into the record, and tells NULL from text that only looks like it: a quoted field is never NULL. */
final class RecordHandler extends AbstractBaseCsvCallbackHandler<RecordBuffer> {
    private final FeedText text;
    private final RecordBuffer record;
    private final char[] nullText;
    private long number;
    private int limit = Integer.MAX_VALUE;

    RecordHandler(FeedText text, RecordBuffer record, String nullText) {
        this.text = text;
        this.record = record;
        this.nullText = nullText.toCharArray();
    }

    /** What the next record is to be called. */
    void next(long newNumber) {
        number = newNumber;
    }

    /** Fields beyond so many are counted only: a record may have millions of them by mistake. */
    void keep(int fields) {
        limit = fields;
    }

    /** The line on which the record begins that is being read. */
    long line() {
        return getStartingLineNumber();
    }

    /** How many fields of it were read so far. */
    int fields() {
        return getFieldCount();
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        text.recordBegins();
        record.begin(number, startingLineNumber);
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        if (index >= limit) {
            return;
        }
        if (!quoted && isNull(buffer, offset, length)) {
            record.putNull(index);
        } else {
            record.put(index, buffer, offset, length);
        }
    }

    @Override
    protected RecordBuffer buildRecord() {
        return record;
    }

    private boolean isNull(char[] buffer, int offset, int length) {
        if (length != nullText.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (buffer[offset + i] != nullText[i]) {
                return false;
            }
        }
        return true;
    }
}
