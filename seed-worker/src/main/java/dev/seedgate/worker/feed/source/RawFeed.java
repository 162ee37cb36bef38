package dev.seedgate.worker.feed.source;

import dev.seedgate.catalog.Compression;
import java.io.InputStream;

/**
 * One file of a feed, opened, as it lies there.
 *
 * @param size in bytes; 0 where nobody knows it
 * @param said how the server says that the bytes are packed
 * @param html whether the server says that they are a web page
 */
record RawFeed(InputStream in, long size, Compression said, boolean html) {}
