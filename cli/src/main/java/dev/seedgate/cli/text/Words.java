package dev.seedgate.cli.text;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and times as people write them. */
public final class Words {
    private static final String UNITS = "kMGTP";

    private Words() {}

    /** {@code 0.4 s}, {@code 12.3 s}, {@code 2 min 5 s}, {@code 1 h 4 min}. */
    public static String duration(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /** As a definition of a seed has it: {@code 1h30m}. */
    public static String shortDuration(Duration time) {
        return time.toString().replaceFirst("^PT", "").toLowerCase(Locale.ROOT);
    }

    /** {@code 812 B}, {@code 12.3 MB}: powers of ten. */
    public static String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        double amount = bytes;
        int unit = -1;
        while (amount >= 999.95 && unit < UNITS.length() - 1) {
            amount /= 1_000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %sB", amount, UNITS.charAt(unit));
    }

    /** With commas between thousands. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 seed}, {@code 2 seeds}. */
    public static String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** Empty where there is nothing. */
    public static String orEmpty(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** At most so many characters, the last of them an ellipsis where something is cut off. */
    public static String shortened(String text, int length) {
        return length(text) <= length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, Math.max(0, length - 1))) + "…";
    }

    /** In characters, whatever they take in memory. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
