package dev.seedgate.worker.feed.web;

import dev.seedgate.worker.feed.record.WebVersion;
import java.net.URI;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a server.
 *
 * @param from the byte from which on the file is wanted
 * @param ifRange the file as it was when its beginning was read; null where all of it is wanted
 * @param unless nothing is wanted where the server still has this version; null where all is wanted in any case
 */
record Wanted(long from, @Nullable String ifRange, @Nullable WebVersion unless) {
    static final Wanted ALL = new Wanted(0, null, null);

    /** The rest of a file, of which {@code from} bytes are there. */
    static Wanted rest(long from, @Nullable String ifRange) {
        return new Wanted(from, from > 0 ? ifRange : null, null);
    }

    /** All of it, unless the server has this version still. */
    static Wanted unless(WebVersion known) {
        return new Wanted(0, null, known);
    }

    /** Says it in the words of HTTP. A version is of one address only; another one is asked for all that it has. */
    void into(HttpRequest.Builder request, URI address) {
        if (ifRange != null) {
            request.header("Range", "bytes=" + from + "-").header("If-Range", ifRange);
        }
        if (unless == null || !unless.address().equals(WebVersions.hash(address))) {
            return;
        }
        if (unless.etag() != null) {
            request.header("If-None-Match", unless.etag());
        } else if (unless.lastModified() != null) {
            request.header("If-Modified-Since", unless.lastModified());
        }
    }

    boolean isConditional() {
        return unless != null;
    }
}
