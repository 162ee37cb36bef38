package dev.seedgate.worker.feed.source;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** What the first bytes of a file say about how it is packed. */
enum Packing {
    GZIP("gzip", "1f8b"),
    ZSTD("zstd", "28b52ffd"),
    ZIP("a ZIP archive", "504b0304"),
    BZIP2("bzip2", "425a6839314159265359"),
    XZ("xz", "fd377a585a00");

    private static final int LONGEST = 10;

    private final String words;
    private final String magic;

    /** @param magic the bytes with which such a file begins, in hexadecimal digits */
    Packing(String words, String magic) {
        this.words = words;
        this.magic = magic;
    }

    static Optional<Packing> of(byte[] beginning) {
        String digits = HexFormat.of().formatHex(beginning, 0, Math.min(beginning.length, LONGEST));
        return Arrays.stream(values())
                .filter(each -> digits.startsWith(each.magic))
                .findFirst();
    }

    String words() {
        return words;
    }
}
