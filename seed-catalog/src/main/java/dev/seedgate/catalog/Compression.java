package dev.seedgate.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a feed's bytes are packed. */
public enum Compression {
    NONE(""),
    GZIP(".gz"),
    ZSTD(".zst");

    private final String extension;

    Compression(String extension) {
        this.extension = extension;
    }

    /** What the end of a file's name says. */
    public static Compression ofName(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(each -> each != NONE && name.endsWith(each.extension))
                .findFirst()
                .orElse(NONE);
    }

    /** As definitions and messages write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Compression::word).toList();
    }

    static Compression ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
