package dev.seedgate.worker.feed.source;

import dev.seedgate.catalog.Compression;
import dev.seedgate.catalog.Feed;
import dev.seedgate.worker.feed.record.BadFeedException;
import dev.seedgate.worker.stop.StopSignal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * The text of one file of a feed, unpacked and decoded, without a byte order mark. Never gives more for one record than the
 * definition allows, so that a quote that is never closed, or a file without line breaks, cannot fill the memory.
 */
public final class FeedText extends Reader {
    private final PeekInput raw;
    private final Reader text;
    private final long size;
    private final int maxRecord;
    private @Nullable FeedDigest digest;
    private long given;
    private long giveUntil;

    private FeedText(PeekInput raw, Reader text, long size, int maxRecord) {
        this.raw = raw;
        this.text = text;
        this.size = size;
        this.maxRecord = maxRecord;
        recordBegins();
    }

    /**
     * Opens it.
     *
     * @param digest takes note of what is read, where somebody wants to know
     * @throws BadFeedException when it is something else than a feed, or not there
     * @throws IOException when it cannot be read
     */
    public static FeedText open(FeedPart part, Feed feed, StopSignal stop, @Nullable FeedDigest digest)
            throws IOException {
        RawFeed opened = FeedPart.open(part, stop);
        var raw = new PeekInput(digest == null ? opened.in() : digest.begin(part, opened));
        PeekInput plain = raw;
        try {
            plain = new PeekInput(Unpacked.of(raw, compression(part, feed, opened)));
            Beginning.check(plain.peek(Beginning.LENGTH), opened.html());
            var text = new FeedText(raw, new StrictReader(plain, feed.encoding()), opened.size(), feed.maxRecord());
            text.digest = digest;
            return text;
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    /** The definition's word goes before the name's, and the name's before the server's. */
    private static Compression compression(FeedPart part, Feed feed, RawFeed opened) {
        Compression compression = feed.compressionOf(part.fileName());
        return compression == Compression.NONE && feed.compression() == null ? opened.said() : compression;
    }

    /** To be called when there are no more records: what is behind the last one is content as well. */
    public void ended() throws IOException {
        if (digest != null) {
            raw.transferTo(OutputStream.nullOutputStream());
            digest.end();
            digest = null;
        }
    }

    /** To be called when a record begins; only what is read from now on counts as its own, but for what was read ahead. */
    public void recordBegins() {
        giveUntil = given + maxRecord;
    }

    /** How many characters a record may have. */
    public int maxRecord() {
        return maxRecord;
    }

    /** Bytes of the file that were read so far, packed as they are. */
    public long bytesRead() {
        return raw.count();
    }

    /** In bytes; 0 where nobody knows it. */
    public long size() {
        return size;
    }

    @Override
    public int read(char[] to, int offset, int length) throws IOException {
        if (given > giveUntil) {
            throw new BadFeedException("the record that begins here is longer than "
                    + (maxRecord >= 1 << 20 ? (maxRecord >> 20) + "MB" : (maxRecord >> 10) + "kB")
                    + "; is a quote never closed, or is the file without line breaks? If it is right, say maxRecord: with a"
                    + " size that does");
        }
        int read = text.read(to, offset, length);
        given += Math.max(read, 0);
        return read;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
