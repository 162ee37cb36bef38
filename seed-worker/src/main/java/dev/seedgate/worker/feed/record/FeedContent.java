package dev.seedgate.worker.feed.record;

import org.jspecify.annotations.Nullable;

/**
 * What a feed held when it was read to its end.
 *
 * @param sha256 of its files' names and bytes, as they lie there, in hexadecimal digits
 * @param version by which a web server can say that it has not changed; null where none was given, and for files
 */
public record FeedContent(String sha256, @Nullable WebVersion version) {}
