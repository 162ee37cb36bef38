package dev.seedgate.admission.intake;

/** What somebody sent, cut for a message, so that an answer never grows with what it answers. */
final class Excerpt {
    private static final int LENGTH = 100;

    private Excerpt() {}

    static String of(String text) {
        return text.length() <= LENGTH ? text : text.substring(0, LENGTH) + "…";
    }
}
