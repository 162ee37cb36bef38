package dev.seedgate.worker.feed.source;

import dev.seedgate.worker.feed.record.FeedContent;
import dev.seedgate.worker.feed.record.WebVersion;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes note of a feed's content while it is read, file by file. */
public final class FeedDigest {
    private final MessageDigest feed = sha256();
    private final MessageDigest file = sha256();
    private @Nullable String name;
    private @Nullable WebVersion version;

    /** The file's bytes, to be read instead of those that were opened. */
    InputStream begin(FeedPart part, RawFeed opened) {
        name = part.name();
        version = opened.version();
        file.reset();
        return new DigestInputStream(opened.in(), file);
    }

    /** The file was read to its end. */
    void end() {
        byte[] begun = Objects.requireNonNull(name).getBytes(StandardCharsets.UTF_8);
        feed.update((begun.length + ":").getBytes(StandardCharsets.US_ASCII));
        feed.update(begun);
        feed.update(file.digest());
    }

    /** Of all files that were read to their ends; to be asked once. */
    public FeedContent content() {
        return new FeedContent(HexFormat.of().formatHex(feed.digest()), version);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
