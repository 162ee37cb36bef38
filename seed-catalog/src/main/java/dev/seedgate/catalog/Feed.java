package dev.seedgate.catalog;

import java.nio.charset.Charset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a copy step: where they lie and how they are written.
 *
 * @param encoding in which malformed bytes are an error
 * @param compression null where each file's name says it
 * @param optional feed columns that may be missing, and are NULL then; only of feeds whose columns have names
 * @param maxRecord how many characters a record may have; bounds the memory that reading takes
 */
public record Feed(
        FeedSource from,
        FeedFormat format,
        Charset encoding,
        @Nullable Compression compression,
        Set<String> optional,
        int maxRecord) {
    /** 4 MiB, as characters. */
    public static final int DEFAULT_MAX_RECORD = 1 << 22;
    /** Above that a worker's memory would not do. */
    public static final int LARGEST_MAX_RECORD = 1 << 26;

    public Feed {
        optional = Set.copyOf(optional);
    }

    /** What people call the feed: the path or address as the definition gives it, without secrets. */
    public String source() {
        return from.name();
    }

    /** How a file of this feed is compressed, by what the definition says or else by the file's name. */
    public Compression compressionOf(String file) {
        return compression == null ? Compression.ofName(file) : compression;
    }
}
