package dev.seedgate.worker.feed.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Bytes that can be looked at before they are read, and that are counted. Says truly whether more is to come: the JDK's gzip stream
 * takes a source with nothing {@link #available} for its end, and would drop whatever follows the first of several members.
 */
final class PeekInput extends InputStream {
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private volatile long count;

    PeekInput(InputStream in) {
        this.in = in;
    }

    /** Up to so many bytes from here on, fewer only at the end; they are still to be read. */
    byte[] peek(int wanted) throws IOException {
        if (limit - position < wanted) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            limit -= position;
            position = 0;
            int read = 0;
            while (limit < wanted && read >= 0) {
                read = in.read(buffer, limit, BUFFER - limit);
                limit += Math.max(read, 0);
            }
        }
        return Arrays.copyOfRange(buffer, position, Math.min(limit, position + wanted));
    }

    /** How many bytes were read out of it so far. */
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        if (!fill()) {
            return -1;
        }
        counted(1);
        return buffer[position++] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == limit && length >= BUFFER) {
            int read = in.read(to, offset, length);
            counted(Math.max(read, 0));
            return read;
        }
        if (!fill()) {
            return -1;
        }
        int read = Math.min(length, limit - position);
        System.arraycopy(buffer, position, to, offset, read);
        position += read;
        counted(read);
        return read;
    }

    @Override
    public int available() throws IOException {
        return fill() ? limit - position : 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(in.read(buffer, 0, BUFFER), 0);
        }
        return position < limit;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread reads; others only look at the count
    private void counted(int read) {
        count += read;
    }
}
