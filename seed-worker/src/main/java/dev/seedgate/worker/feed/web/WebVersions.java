package dev.seedgate.worker.feed.web;

import dev.seedgate.worker.feed.record.WebVersion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which version of a file an answer brings. */
final class WebVersions {
    private static final int HASH_BYTES = 16;

    private WebVersions() {}

    /** Nothing where the answer has nothing to tell versions apart by. */
    static Optional<WebVersion> of(WebAnswer answer) {
        String address = hash(answer.address());
        Optional<String> etag = answer.headers().firstValue("ETag").filter(tag -> !tag.isBlank());
        return etag.map(tag -> new WebVersion(tag, null, address))
                .or(() -> lastModified(answer).map(time -> new WebVersion(null, time, address)));
    }

    /** Addresses may have secrets in them, and versions are kept. */
    static String hash(URI address) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(address.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A time in whole seconds tells versions apart only once its second is over: RFC 9110, 8.8.2.2. */
    private static Optional<String> lastModified(WebAnswer answer) {
        Optional<String> text = answer.headers().firstValue("Last-Modified");
        @Nullable ZonedDateTime modified = text.map(WebVersions::time).orElse(null);
        @Nullable ZonedDateTime sent =
                answer.headers().firstValue("Date").map(WebVersions::time).orElse(null);
        boolean tells = modified != null
                && sent != null
                && Duration.between(modified, sent).compareTo(Duration.ofSeconds(1)) >= 0;
        return text.filter(time -> tells);
    }

    private static @Nullable ZonedDateTime time(String text) {
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
