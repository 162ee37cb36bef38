package dev.seedgate.worker.feed.source;

import dev.seedgate.worker.feed.record.BadFeedException;
import dev.seedgate.worker.feed.record.Excerpt;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells from a file's first bytes that it is no feed at all: what a server sends instead of one is mostly a page for people. */
final class Beginning {
    static final int LENGTH = 2048;

    private static final Pattern TITLE =
            Pattern.compile("<title[^>]*>\\s*([^<]*?)\\s*</title>", Pattern.CASE_INSENSITIVE);

    private Beginning() {}

    /**
     * Returns where the bytes may be a feed.
     *
     * @param bytes the first of them, unpacked
     * @param saidHtml whether the server called them a web page
     */
    static void check(byte[] bytes, boolean saidHtml) throws BadFeedException {
        Optional<Packing> packing = Packing.of(bytes);
        if (packing.isPresent()) {
            throw new BadFeedException("is packed twice: unpacked once, it still is "
                    + packing.get().words() + "; pack it once only");
        }
        String text =
                new String(bytes, StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
        String lower = text.toLowerCase(Locale.ROOT);
        boolean xml = lower.startsWith("<?xml");
        if (saidHtml
                || lower.startsWith("<!doctype html")
                || lower.startsWith("<html")
                || (xml && lower.contains("<html"))) {
            Matcher title = TITLE.matcher(text);
            throw new BadFeedException("is a web page"
                    + (title.find() ? " titled " + Excerpt.of(title.group(1)) : "")
                    + " and no feed, perhaps an error or a login page; see what its address shows in a browser");
        }
        if (xml) {
            throw new BadFeedException(
                    "is XML and no feed, perhaps a server's error: it begins with " + Excerpt.of(text));
        }
    }
}
