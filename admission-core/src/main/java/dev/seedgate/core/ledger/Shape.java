package dev.seedgate.core.ledger;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What a waiting request needs, as far as it decides whether it fits somewhere.
 *
 * @param connections how many
 * @param labels that its worker must have, sorted
 * @param bringsBid whether it is for a token that somebody waits for themselves, so that it needs no worker
 * @param length the class of how long the run takes at most: classes grow by a fifth, so that there are few
 */
public record Shape(int connections, List<String> labels, boolean bringsBid, int length) {
    private static final int CLASSES_AN_OCTAVE = 4;
    private static final double SHORTEST_MILLIS = 100;
    /** Up to more than 30 days, the longest timeout. */
    private static final long[] UPPER_BOUNDS = upperBounds(25 * CLASSES_AN_OCTAVE);

    /** What that request needs. */
    public static Shape of(LiveRequest live) {
        return new Shape(
                live.request().connections(),
                live.request().scheduling().labels(),
                live.request().hasHolder(),
                length(live.place().atMost()));
    }

    /** How long a run of this class takes at most. */
    public Duration atMost() {
        return Duration.ofMillis(UPPER_BOUNDS[length]);
    }

    private static int length(Duration atMost) {
        int found = Arrays.binarySearch(UPPER_BOUNDS, atMost.toMillis());
        return Math.min(found < 0 ? -found - 1 : found, UPPER_BOUNDS.length - 1);
    }

    private static long[] upperBounds(int classes) {
        long[] bounds = new long[classes];
        for (int i = 0; i < classes; i++) {
            bounds[i] = (long) (SHORTEST_MILLIS * StrictMath.pow(2, (double) i / CLASSES_AN_OCTAVE));
        }
        return bounds;
    }
}
