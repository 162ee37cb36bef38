package dev.seedgate.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A row of a feed that was put aside. A run says at most {@value #MAX_ROWS} of them, the first ones; its database has all, in {@code
 * seedgate.rejects}. Good only once the request has succeeded, for it is said before the run commits.
 *
 * @param request whose run put it aside
 * @param token of the run: every attempt has another
 * @param number within the run, from 1
 * @param step of the seed, from 1
 * @param file of the feed
 * @param line on which the row begins, from 1
 * @param column the feed's name of the column at fault; null where that is the row as a whole
 * @param value what stands there, at most {@value #MAX_TEXT} characters of it
 * @param reason for a person, likewise
 */
public record RejectedRow(
        String request,
        String token,
        int number,
        int step,
        String file,
        long line,
        @Nullable String column,
        @Nullable String value,
        String reason) {
    public static final int MAX_ROWS = 10_000;
    public static final int MAX_TEXT = 500;

    public RejectedRow {
        Checks.text("request", request, Scheduling.MAX_ID);
        Checks.text("token", token, 64);
        Checks.between("number", 1, MAX_ROWS, number);
        Checks.between("step", 1, Integer.MAX_VALUE, step);
        Checks.present("file", file);
        Checks.present("reason", reason);
    }
}
