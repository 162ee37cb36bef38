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
 * Turns a definition and its files into two versions: of all of it, and of what says what is done, which is the definition and its
 * scripts without the feeds. Each part goes in with its length, so that two different sets of parts never look the same. Feeds are
 * streamed: they may be larger than memory.
 */
final class VersionHash {
    private static final int DIGITS = 12;
    private static final int BUFFER_BYTES = 1 << 16;

    private final MessageDigest all = sha256();
    private final MessageDigest scripts = sha256();

    /** A definition's own text. */
    void addText(String text) {
        add(all, text);
        add(scripts, text);
    }

    /** The content of a file that was added before, where it says what is done. */
    void addScript(String text) {
        add(scripts, text);
    }

    void addFile(String source, Path file) throws IOException {
        add(all, source);
        addLength(all, Files.size(file));
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                all.update(buffer, 0, read);
            }
        }
    }

    /** Ends the hash of everything. */
    String version() {
        return hex(all);
    }

    /** Ends the hash of what says what is done. */
    String definitionVersion() {
        return hex(scripts);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        addLength(digest, bytes.length);
        digest.update(bytes);
    }

    private static void addLength(MessageDigest digest, long length) {
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
