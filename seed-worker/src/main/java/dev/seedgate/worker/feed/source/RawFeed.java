package dev.seedgate.worker.feed.source;

import dev.seedgate.catalog.Compression;
import dev.seedgate.worker.feed.record.WebVersion;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * One file of a feed, opened, as it lies there.
 *
 * @param size in bytes; 0 where nobody knows it
 * @param said how the server says that the bytes are packed
 * @param html whether the server says that they are a web page
 * @param version which of the file's versions a server says that it is
 */
record RawFeed(
        InputStream in,
        long size,
        Compression said,
        boolean html,
        @Nullable WebVersion version) {}
