package dev.seedgate.worker.feed.record;

import org.jspecify.annotations.Nullable;

/**
 * Which version of a file a web server gave.
 *
 * @param etag strong or weak; null where there is none
 * @param lastModified null where there is an ETag, or where the file may have changed once more in the second in which it was sent
 * @param address a hash of where it came from in the end, because a redirect may lead elsewhere tomorrow
 */
public record WebVersion(@Nullable String etag, @Nullable String lastModified, String address) {}
