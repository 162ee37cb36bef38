package dev.seedgate.worker.feed.record;

/** Pieces of feeds in messages: on one line, and never more of them than people want to read. */
public final class Excerpt {
    private static final int LONGEST = 80;

    private Excerpt() {}

    /** The text in quotes, shortened where it is long; line breaks and other control characters as {@code \n} or U+0001. */
    public static String of(CharSequence text) {
        var shown = new StringBuilder("\"");
        int end = Math.min(text.length(), LONGEST);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                case '\t' -> shown.append("\\t");
                default -> shown.append(Character.isISOControl(c) ? "U+%04X".formatted((int) c) : String.valueOf(c));
            }
        }
        return shown.append(end < text.length() ? "…\"" : "\"").toString();
    }

    /** {@code 1 field}, {@code 2 fields}. */
    public static String count(long number, String word) {
        return number == 1 ? "1 " + word : number + " " + word + "s";
    }
}
