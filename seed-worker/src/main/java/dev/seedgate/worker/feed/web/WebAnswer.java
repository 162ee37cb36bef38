package dev.seedgate.worker.feed.web;

import dev.seedgate.catalog.Compression;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server answered, as far as it matters for a feed.
 *
 * @param address where it was asked, after redirects
 */
record WebAnswer(URI address, int status, HttpHeaders headers, InputStream body) {
    static final int OK = 200;
    static final int PARTIAL = 206;
    static final int NOT_MODIFIED = 304;

    /** Request timeout, too early, too many requests, and the server's own troubles: worth another attempt. */
    private static final Set<Integer> TRANSIENT = Set.of(408, 425, 429, 500, 502, 503, 504);

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

    static WebAnswer of(HttpResponse<InputStream> response) {
        return new WebAnswer(response.uri(), response.statusCode(), response.headers(), response.body());
    }

    boolean isTransient() {
        return TRANSIENT.contains(status);
    }

    boolean isRedirect() {
        return REDIRECTS.contains(status);
    }

    /** By which the server can tell whether the file is still the same: a strong ETag, or the time of the last change. */
    Optional<String> validator() {
        return headers.firstValue("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> headers.firstValue("Last-Modified"));
    }

    /** Of the body; 0 where the server does not say. */
    long length() {
        return Math.max(headers.firstValueAsLong("Content-Length").orElse(0), 0);
    }

    /** Where in the file the body begins; -1 where the answer does not say it. */
    long begin() {
        Matcher range = RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
        return range.matches() ? Long.parseLong(range.group(1)) : -1;
    }

    Duration retryAfter() {
        String seconds = headers.firstValue("Retry-After").orElse("0");
        return seconds.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
    }

    boolean isHtml() {
        String type = headers.firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith("text/html") || type.startsWith("application/xhtml");
    }

    Compression contentEncoding() {
        return switch (headers.firstValue("Content-Encoding").orElse("").toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> Compression.GZIP;
            case "zstd" -> Compression.ZSTD;
            default -> Compression.NONE;
        };
    }
}
