package dev.seedgate.cli.text;

import java.nio.charset.Charset;

/** A bar that fills from left to right. */
public final class Bar {
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";
    private static final int EIGHTHS_PER_CELL = 8;

    private final boolean blocks;

    private Bar(boolean blocks) {
        this.blocks = blocks;
    }

    /** With block characters where the charset has them, else with number signs and dots. */
    public static Bar in(Charset charset) {
        return new Bar(charset.canEncode() && charset.newEncoder().canEncode(EIGHTHS + "█"));
    }

    /**
     * Draws it.
     *
     * @param fraction from 0 to 1; what is beyond is taken for the nearer end
     * @param width in columns, positive
     */
    public String draw(double fraction, int width) {
        double filled = Math.clamp(fraction, 0, 1) * width;
        int whole = (int) filled;
        if (!blocks) {
            return "#".repeat(whole) + ".".repeat(width - whole);
        }
        int eighth = (int) ((filled - whole) * EIGHTHS_PER_CELL);
        String part = whole == width ? "" : String.valueOf(EIGHTHS.charAt(eighth));
        return "█".repeat(whole) + part + " ".repeat(Math.max(0, width - whole - 1));
    }
}
