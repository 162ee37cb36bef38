package dev.seedgate.worker.feed.source;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.seedgate.catalog.Compression;
import dev.seedgate.worker.feed.record.BadFeedException;
import dev.seedgate.worker.feed.record.Excerpt;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Decompresses, and says in people's words what is wrong with what it gets. */
final class Unpacked extends FilterInputStream {
    private static final int BUFFER = 1 << 16;
    private static final int SHOWN = 40;

    private final Compression compression;

    private Unpacked(InputStream in, Compression compression) {
        super(in);
        this.compression = compression;
    }

    /**
     * The bytes as they were before they were packed.
     *
     * @throws BadFeedException when they are packed in another way
     */
    static InputStream of(PeekInput packed, Compression compression) throws IOException {
        byte[] beginning = packed.peek(SHOWN);
        Optional<Packing> found = Packing.of(beginning);
        if (beginning.length > 0 && !found.map(Packing::name).orElse("NONE").equals(compression.name())) {
            throw mismatch(compression, found, beginning);
        }
        return switch (compression) {
            case NONE -> packed;
            case GZIP -> new Unpacked(gzip(packed), compression);
            case ZSTD -> new Unpacked(zstd(packed), compression);
        };
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        try {
            return in.read(to, offset, length);
        } catch (EOFException e) {
            throw cutOff(compression);
        } catch (ZipException e) {
            throw damaged(e);
        } catch (ZstdIOException e) {
            throw String.valueOf(e.getMessage()).contains("runcated") ? cutOff(compression) : damaged(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    private static InputStream gzip(InputStream packed) throws IOException {
        try {
            return new GZIPInputStream(packed, BUFFER);
        } catch (EOFException e) {
            throw cutOff(Compression.GZIP);
        }
    }

    private static InputStream zstd(InputStream packed) throws IOException {
        try {
            return new ZstdInputStreamNoFinalizer(packed);
        } catch (LinkageError e) {
            throw new IOException(
                    "zstd's library cannot be loaded; does this worker have a temporary folder that it may write to?",
                    e);
        }
    }

    private static BadFeedException mismatch(Compression said, Optional<Packing> found, byte[] beginning) {
        String meant = said == Compression.NONE ? "is not compressed" : "is " + said.word();
        String is = found.map(packing -> "it is " + packing.words())
                .orElseGet(() -> "it begins with " + Excerpt.of(new String(beginning, StandardCharsets.UTF_8)));
        String remedy = found.map(Packing::name)
                .map(name -> name.equals("GZIP") || name.equals("ZSTD")
                        ? "say compression: " + found.get().words()
                        : "unpack it, or pack it with gzip or zstd")
                .orElse("say compression: none, or correct the file");
        return new BadFeedException("by its name or definition it " + meant + ", but " + is + "; " + remedy);
    }

    private static BadFeedException cutOff(Compression compression) {
        return new BadFeedException("here or a little later the " + compression.word()
                + " data ends too early; the file was cut off when it was written or copied, so get it again");
    }

    private BadFeedException damaged(IOException e) {
        return new BadFeedException("here or a little later the " + compression.word() + " data is damaged ("
                + e.getMessage() + "); get the file again");
    }
}
