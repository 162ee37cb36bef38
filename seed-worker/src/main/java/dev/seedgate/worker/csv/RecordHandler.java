package dev.seedgate.worker.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes records out of what the parser finds, and tells NULL from text that only looks like it: a quoted field is never NULL. */
final class RecordHandler extends AbstractBaseCsvCallbackHandler<FeedRecord> {
    private final String nullText;
    private List<@Nullable String> fields = new ArrayList<>();
    private long number;

    /** @param header whether the first record is not to be counted */
    RecordHandler(String nullText, boolean header) {
        this.nullText = nullText;
        this.number = header ? 0 : 1;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        fields = new ArrayList<>(fields.size());
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        fields.add(!quoted && isNull(buffer, offset, length) ? null : new String(buffer, offset, length));
    }

    @Override
    protected void handleEmpty() {
        fields.add(null);
    }

    @Override
    protected FeedRecord buildRecord() {
        long own = number;
        if (getRecordType() == RecordType.DATA) {
            number++;
        }
        return new FeedRecord(own, getStartingLineNumber(), Collections.unmodifiableList(fields));
    }

    private boolean isNull(char[] buffer, int offset, int length) {
        if (length != nullText.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (buffer[offset + i] != nullText.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
