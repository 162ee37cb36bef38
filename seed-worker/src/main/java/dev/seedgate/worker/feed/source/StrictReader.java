package dev.seedgate.worker.feed.source;

import dev.seedgate.worker.feed.record.BadFeedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Decodes text and takes no liberties: malformed bytes are an error. Unlike the JDK's reader it first hands out all that comes before
 * them, so that whoever parses it knows where they stand.
 */
final class StrictReader extends Reader {
    private static final int BUFFER = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int SHOWN = 20;

    private final InputStream in;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private final char[] spare = new char[2];
    private int spared;
    private boolean begun;
    private boolean ended;
    private @Nullable BadFeedException failure;

    StrictReader(InputStream in, Charset charset) {
        this.in = in;
        this.charset = charset;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read(char[] to, int offset, int length) throws IOException {
        if (length < 2 || spared > 0) {
            return readSpare(to, offset, length);
        }
        int read = decode(CharBuffer.wrap(to, offset, length));
        if (!begun && read > 0) {
            begun = true;
            if (to[offset] == BYTE_ORDER_MARK) {
                System.arraycopy(to, offset + 1, to, offset, read - 1);
                return read > 1 ? read - 1 : read(to, offset, length);
            }
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** A character may be two of Java's, and there may be room for one only. */
    private int readSpare(char[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (spared == 0) {
            int read = read(spare, 0, 2);
            if (read < 0) {
                return read;
            }
            spared = read;
        }
        to[offset] = spare[0];
        spare[0] = spare[1];
        spared--;
        return 1;
    }

    private int decode(CharBuffer to) throws IOException {
        if (failure != null) {
            throw failure;
        }
        int begin = to.position();
        while (to.position() == begin) {
            if (ended) {
                return -1;
            }
            CoderResult result = decoder.decode(bytes, to, false);
            if (result.isUnderflow() && to.position() == begin && !fill()) {
                ended = true;
                result = decoder.decode(bytes, to, true);
                if (result.isUnderflow()) {
                    result = decoder.flush(to);
                }
            }
            if (result.isError()) {
                failure = malformed(result, to.array(), to.arrayOffset() + begin, to.arrayOffset() + to.position());
                if (to.position() == begin) {
                    throw failure;
                }
            }
        }
        return to.position() - begin;
    }

    private boolean fill() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        bytes.position(bytes.position() + Math.max(read, 0)).flip();
        return read > 0;
    }

    private BadFeedException malformed(CoderResult result, char[] text, int begin, int end) {
        int count = Math.min(result.length(), bytes.remaining());
        String wrong = HexFormat.ofDelimiter(" ")
                .withUpperCase()
                .formatHex(bytes.array(), bytes.position(), bytes.position() + count);
        String before = new String(text, Math.max(begin, end - SHOWN), Math.min(SHOWN, end - begin));
        String after = before.substring(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1);
        return new BadFeedException("is not " + charset + ": has " + (count == 1 ? "the byte " : "the bytes ") + wrong
                + (after.isEmpty() ? "" : " after \"" + after + "\"")
                + "; say in which encoding it is, such as encoding: "
                + (charset.name().equals("UTF-8") ? utf8Remedy(bytes.get(bytes.position())) : "UTF-8")
                + ", or have it written anew");
    }

    private static String utf8Remedy(byte first) {
        return (first & 0xFE) == 0xFE ? "UTF-16" : "windows-1252";
    }
}
