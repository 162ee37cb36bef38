package dev.seedgate.worker.csv;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Collects rows in the text format of PostgreSQL's {@code COPY}, one line for each row. */
public final class CopyText {
    private final StringBuilder text = new StringBuilder();
    private boolean lineBegun;

    public void add(@Nullable String value) {
        if (lineBegun) {
            text.append('\t');
        }
        lineBegun = true;
        if (value == null) {
            text.append("\\N");
        } else {
            escape(value);
        }
    }

    public void endRow() {
        text.append('\n');
        lineBegun = false;
    }

    /** In characters. */
    public int length() {
        return text.length();
    }

    /** The rows so far, in UTF-8; begins anew. */
    public byte[] take() {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        text.setLength(0);
        return bytes;
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }
}
