package dev.seedgate.seeds;

/**
 * Names one feed completely: equal specs give byte-identical feeds, on any machine.
 *
 * @param rows records without the header, 1 to {@value #MAX_ROWS}
 * @param seed of the random content; any number
 */
public record FeedSpec(FeedShape shape, int rows, long seed) {
    public static final int MAX_ROWS = 100_000_000;

    public FeedSpec {
        if (rows < 1 || rows > MAX_ROWS) {
            throw new IllegalArgumentException("rows must be from 1 to " + MAX_ROWS + ", got: " + rows);
        }
    }
}
