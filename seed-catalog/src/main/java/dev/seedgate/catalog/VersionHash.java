package dev.seedgate.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Turns a definition and its files into a version. Each part goes in with its length, so that two different sets of parts
 * never look the same. Feeds are streamed: they may be larger than memory.
 */
final class VersionHash {
    private static final int DIGITS = 12;
    private static final int BUFFER_BYTES = 1 << 16;

    private final MessageDigest digest = sha256();

    void addText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        addLength(bytes.length);
        digest.update(bytes);
    }

    void addFile(String source, Path file) throws IOException {
        addText(source);
        addLength(Files.size(file));
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
    }

    /** Ends the hash; nothing can be added afterwards. */
    String version() {
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private void addLength(long length) {
        digest.update((length + ":").getBytes(StandardCharsets.US_ASCII));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
