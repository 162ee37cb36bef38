package dev.seedgate.catalog;

/** What becomes of a row of a feed that the table cannot take. */
public sealed interface BadRows {
    /** The seed fails, and nothing of it stays. */
    record Fail() implements BadRows {}

    /**
     * The row is put aside into {@code seedgate.rejects}; the others go in.
     *
     * @param max of how many of the feed's rows that may be said; with more the seed fails
     */
    record Reject(Limit max) implements BadRows {}
}
