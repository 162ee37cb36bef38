package dev.seedgate.catalog;

/** What becomes of a row of the table that is not in the feed any more. */
public sealed interface Vanished {
    /** It is deleted. */
    record Delete() implements Vanished {}

    /**
     * It stays and is marked; one that comes back loses the mark.
     *
     * @param column a truth value, which becomes true, or a date or timestamp, which becomes the time of the run
     */
    record Mark(String column) implements Vanished {}
}
