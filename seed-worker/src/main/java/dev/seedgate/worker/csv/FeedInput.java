package dev.seedgate.worker.csv;

import dev.seedgate.catalog.Feed;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.zip.GZIPInputStream;

/** A feed's file as text: decompressed where its name says so, decoded strictly, without a byte order mark; counts what it read. */
final class FeedInput implements Closeable {
    private static final int BUFFER = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Counter counter;
    private final Reader reader;
    private final long bytesTotal;

    private FeedInput(Counter counter, Reader reader, long bytesTotal) {
        this.counter = counter;
        this.reader = reader;
        this.bytesTotal = bytesTotal;
    }

    static FeedInput open(Feed feed) throws IOException {
        long size = Files.size(feed.file());
        var counter = new Counter(Files.newInputStream(feed.file()));
        try {
            InputStream bytes = feed.gzip() ? new GZIPInputStream(counter, BUFFER) : counter;
            Reader text = new BufferedReader(
                    new InputStreamReader(
                            bytes,
                            StandardCharsets.UTF_8
                                    .newDecoder()
                                    .onMalformedInput(CodingErrorAction.REPORT)
                                    .onUnmappableCharacter(CodingErrorAction.REPORT)),
                    BUFFER);
            skipByteOrderMark(text);
            return new FeedInput(counter, text, size);
        } catch (IOException | RuntimeException e) {
            counter.close();
            throw e;
        }
    }

    Reader reader() {
        return reader;
    }

    long bytesRead() {
        return counter.count;
    }

    long bytesTotal() {
        return bytesTotal;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static void skipByteOrderMark(Reader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
    }

    private static final class Counter extends FilterInputStream {
        private long count;

        Counter(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
